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

/* Inflates a raw stream of known length into a small buffer, since a sheet may have hundreds of
 * megabytes; keeps the first and the last bytes. The header's `inflateInit2` is a macro Swift cannot
 * see. */
static inline int inflate_ends(const uint8_t *packed, unsigned packed_count, size_t plain_count,
                               uint8_t *head, unsigned head_count, uint8_t *tail,
                               unsigned tail_count)
{
    enum { chunk = 65536 };
    unsigned char window[chunk];
    z_stream stream = {0};
    int status = Z_OK;
    size_t total = 0;
    if (inflateInit2(&stream, -MAX_WBITS) != Z_OK)
        return 0;
    stream.next_in = (uint8_t *) packed;
    stream.avail_in = packed_count;
    while (status == Z_OK) {
        size_t count, kept;
        stream.next_out = window;
        stream.avail_out = chunk;
        status = inflate(&stream, Z_NO_FLUSH);
        count = chunk - stream.avail_out;
        if (total < head_count)
            memcpy(head + total, window, count < head_count - total ? count : head_count - total);
        kept = count < tail_count ? count : tail_count;
        memmove(tail, tail + kept, tail_count - kept);
        memcpy(tail + tail_count - kept, window + count - kept, kept);
        total += count;
        if (count == 0 && status == Z_OK)
            break;
    }
    inflateEnd(&stream);
    return status == Z_STREAM_END && total == plain_count;
}

#endif
