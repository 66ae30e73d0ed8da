#include <curl/curl.h>

/* curl_easy_setopt and curl_easy_getinfo take a variable list of arguments, which Swift cannot call. */

static inline CURLcode curl_set_number(CURL *handle, CURLoption option, long value)
{
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode curl_set_size(CURL *handle, CURLoption option, curl_off_t value)
{
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode curl_set_text(CURL *handle, CURLoption option, const char *value)
{
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode curl_set_list(CURL *handle, CURLoption option, struct curl_slist *value)
{
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode curl_set_pointer(CURL *handle, CURLoption option, void *value)
{
    return curl_easy_setopt(handle, option, value);
}

typedef size_t (*curl_receiver)(char *bytes, size_t size, size_t count, void *context);

static inline CURLcode curl_set_receiver(CURL *handle, CURLoption option, curl_receiver receiver)
{
    return curl_easy_setopt(handle, option, receiver);
}

static inline CURLcode curl_get_number(CURL *handle, CURLINFO info, long *value)
{
    return curl_easy_getinfo(handle, info, value);
}

static inline CURLcode curl_get_size(CURL *handle, CURLINFO info, curl_off_t *value)
{
    return curl_easy_getinfo(handle, info, value);
}

static inline CURLcode curl_get_text(CURL *handle, CURLINFO info, const char **value)
{
    return curl_easy_getinfo(handle, info, value);
}

/* The buffer of curl's own words for a fault: it lives as long as the handle. */
static inline CURLcode curl_set_buffer(CURL *handle, char *buffer)
{
    return curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, buffer);
}

/* Trust the authorities of the bundle alone: the system's folder of them is left out. */
static inline CURLcode curl_trust_only(CURL *handle, const char *bundle)
{
    CURLcode code = curl_easy_setopt(handle, CURLOPT_CAPATH, (char *)0);
    return code == CURLE_OK ? curl_easy_setopt(handle, CURLOPT_CAINFO, bundle) : code;
}

/* Copies the bytes, so that they need not outlive the call. */
static inline CURLcode curl_set_body(CURL *handle, const char *bytes, curl_off_t count)
{
    CURLcode code = curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, count);
    return code == CURLE_OK ? curl_easy_setopt(handle, CURLOPT_COPYPOSTFIELDS, bytes) : code;
}
