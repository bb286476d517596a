/*
 * source - files are opened so that a pipe or a device can't stop the loop.
 */
#include "poll/source.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/url.h"

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
	char *path = url_file_path(url);
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
