#ifndef CXLSXWRITER_SHIM_H
#define CXLSXWRITER_SHIM_H

#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>
#include <zlib.h>

/* The library fills the caches of a chart from the cells it was given, but it takes a formula's
 * result for 0. These functions let the caller state the points; the library then only writes and
 * frees them. See lxw_series_range in xlsxwriter/chart.h and STAILQ in xlsxwriter/third_party. */

/* Says that the caller states the points of this range. */
static inline void chart_range_keep_points(lxw_series_range *range, uint8_t are_texts)
{
    range->ignore_cache = LXW_TRUE;
    range->has_string_cache = are_texts;
}

/* Appends a point: a text, a number where `text` is NULL, or a gap where `is_gap` is set. */
static inline lxw_error chart_range_add_point(lxw_series_range *range, const char *text,
                                              double number, uint8_t is_gap)
{
    struct lxw_series_data_point *point = calloc(1, sizeof(*point));
    if (point == NULL)
        return LXW_ERROR_MEMORY_MALLOC_FAILED;
    point->number = number;
    point->no_data = is_gap;
    if (text != NULL) {
        point->is_string = LXW_TRUE;
        point->string = strdup(text);
        if (point->string == NULL) {
            free(point);
            return LXW_ERROR_MEMORY_MALLOC_FAILED;
        }
    }
    STAILQ_INSERT_TAIL(range->data_cache, point, list_pointers);
    range->num_data_points++;
    return LXW_NO_ERROR;
}

/* What `inflate_ends` keeps of a stream that passes by: its first and its last bytes. */
struct stream_ends {
    uint8_t *head, *tail;
    size_t head_count, tail_count, total;
};

/* Called by zlib with each piece of the plain bytes. */
static inline int stream_ends_add(void *context, unsigned char *piece, unsigned count)
{
    struct stream_ends *ends = context;
    size_t kept = count < ends->tail_count ? count : ends->tail_count;
    if (ends->total < ends->head_count) {
        size_t room = ends->head_count - ends->total;
        memcpy(ends->head + ends->total, piece, count < room ? count : room);
    }
    memmove(ends->tail, ends->tail + kept, ends->tail_count - kept);
    memcpy(ends->tail + ends->tail_count - kept, piece + count - kept, kept);
    ends->total += count;
    return 0;
}

/* Called by zlib when it has used up the packed bytes, which it was given all at once. */
static inline unsigned stream_is_over(void *context, z_const unsigned char **next)
{
    (void) context;
    *next = NULL;
    return 0;
}

/* Inflates a raw stream of known length piece by piece, since a sheet may have hundreds of megabytes;
 * keeps its ends. In C, for the callbacks and since `inflateBackInit` is a macro. */
static inline int inflate_ends(const uint8_t *packed, unsigned packed_count, size_t plain_count,
                               uint8_t *head, size_t head_count, uint8_t *tail, size_t tail_count)
{
    unsigned char window[1 << MAX_WBITS];
    z_stream stream = {0};
    struct stream_ends ends = {head, tail, head_count, tail_count, 0};
    int status;
    if (inflateBackInit(&stream, MAX_WBITS, window) != Z_OK)
        return 0;
    stream.next_in = (uint8_t *) packed;
    stream.avail_in = packed_count;
    status = inflateBack(&stream, stream_is_over, NULL, stream_ends_add, &ends);
    inflateBackEnd(&stream);
    return status == Z_STREAM_END && ends.total == plain_count;
}

#endif
