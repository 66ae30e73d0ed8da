#include <yajl/yajl_parse.h>

/* yajl_config takes a variable list of arguments, which Swift cannot call. */

/* Refuses what is not UTF-8, and comments; true is success. */
static inline int yajl_be_strict(yajl_handle handle)
{
    return yajl_config(handle, yajl_dont_validate_strings, 0)
        && yajl_config(handle, yajl_allow_comments, 0);
}
