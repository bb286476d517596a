/*
 * source - files are opened so that a pipe or a device can't stop the loop.
 */
#include "app/source.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/url.h"

enum { HEADER_FILE_MAX = 64 << 10, HEADERS_MAX = 64 };

static int
hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)tolower((unsigned char)c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The path of a file: URL (RFC 8089), owned; NULL: another machine's, or no path. */
static char *
path_of(const char *url)
{
	char *path, *to;

	if (!url_has_scheme(url, "file"))
		return NULL;
	url += strlen("file:");
	if (strncmp(url, "//localhost/", 12) == 0)
		url += 11;
	else if (strncmp(url, "///", 3) == 0)
		url += 2;
	if (url[0] != '/' || url[1] == '/')
		return NULL;
	path = to = mem_new(strlen(url) + 1);
	while (*url && *url != '?' && *url != '#') {
		int high = *url == '%' ? hex_value(url[1]) : -1;
		int low = high >= 0 ? hex_value(url[2]) : -1;

		if (low >= 0 && high * 16 + low > 0) {
			*to++ = (char)(high * 16 + low);
			url += 3;
		} else {
			*to++ = *url++;
		}
	}
	*to = '\0';
	return path;
}

static bool
read_all(int fd, size_t size, struct poll_result *result, struct err *err)
{
	char *bytes = mem_new(size + 1);
	size_t len = 0;

	while (len < size) {
		ssize_t got = read(fd, bytes + len, size - len);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0) {
			err_set(err, ERR_INPUT, "the file cannot be read: %s", strerror(errno));
			free(bytes);
			return false;
		}
		if (got == 0)
			break; /* it has shrunk */
		len += (size_t)got;
	}
	bytes[len] = '\0';
	result->body = bytes;
	result->body_len = len;
	return true;
}

bool
source_read_file(
	const char *url, const char *etag, size_t max, struct poll_result *result, struct err *err)
{
	char *path = path_of(url);
	struct stat stat;
	bool ok = false;
	int fd;

	if (!path) {
		err_set(err, ERR_FINAL, "the address is no file of this machine");
		return false;
	}
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	if (fd < 0 || fstat(fd, &stat) < 0) {
		err_set(err, ERR_INPUT, "the file cannot be read: %s", strerror(errno));
	} else if (!S_ISREG(stat.st_mode)) {
		err_set(err, ERR_INPUT, "the file cannot be read: it is no regular file");
	} else if ((uintmax_t)stat.st_size > max) {
		err_set(err, ERR_LIMIT, "the file is larger than %zu bytes", max);
	} else {
		result->etag = mem_printf("%lld.%09ld-%lld-%llu", (long long)stat.st_mtim.tv_sec,
			stat.st_mtim.tv_nsec, (long long)stat.st_size,
			(unsigned long long)stat.st_ino);
		result->url = mem_strdup(url);
		result->status = etag && strcmp(etag, result->etag) == 0 ? 304 : 200;
		ok = result->status == 304 || read_all(fd, (size_t)stat.st_size, result, err);
	}
	if (fd >= 0)
		close(fd);
	free(path);
	if (!ok)
		poll_result_clear(result);
	return ok;
}

/* A name as RFC 9110 has it, a colon, and no control character in the value. */
static bool
is_header(const char *line, size_t len)
{
	size_t name = 0;

	while (name < len && (isalnum((unsigned char)line[name]) ||
				     (line[name] && strchr("!#$%&'*+-.^_`|~", line[name]))))
		name++;
	if (name == 0 || name == len || line[name] != ':')
		return false;
	for (size_t i = name; i < len; i++)
		if ((unsigned char)line[i] < ' ' && line[i] != '\t')
			return false;
	return true;
}

bool
source_read_headers(
	const char *path, struct arena *arena, struct source_headers *ret, struct err *err)
{
	struct source_headers headers = { .lines =
						  arena_array(arena, HEADERS_MAX, sizeof(char *)) };
	struct str text;
	unsigned number = 0;
	bool ok = false;

	str_init(&text, HEADER_FILE_MAX);
	if (!file_read(path, &text, err)) {
		err_prefix(err, "header-file");
		goto out;
	}
	for (const char *at = text.text, *end = at + text.len; at < end;) {
		size_t line = strcspn(at, "\n"), len = line;

		number++;
		while (len > 0 && isspace((unsigned char)at[len - 1]))
			len--;
		if (len > 0 && at[0] != '#') {
			if (!is_header(at, len) || headers.n == HEADERS_MAX) {
				err_set(err, ERR_INPUT, "header-file: line %u is no 'Name: value'",
					number);
				goto out;
			}
			headers.lines[headers.n++] = arena_strndup(arena, at, len);
		}
		at += line + 1;
	}
	*ret = headers;
	ok = true;
out:
	str_clear(&text);
	return ok;
}
