/*
 * mem - allocation that ends the process rather than fail.
 */
#include "base/mem.h"

#include <malloc.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

_Noreturn static void
mem_gone(void)
{
	static const char text[] = "<3>dealwatch: out of memory\n";

	if (write(STDERR_FILENO, text, sizeof text - 1) < 0)
		_exit(1);
	_exit(1);
}

void *
mem_new(size_t size)
{
	return mem_array(1, size);
}

void *
mem_array(size_t n, size_t size)
{
	void *memory = calloc(n ? n : 1, size ? size : 1);

	if (!memory)
		mem_gone();
	return memory;
}

void *
mem_resize(void *array, size_t n, size_t size)
{
	void *memory = NULL;

	if (size == 0 || n <= SIZE_MAX / size)
		memory = realloc(array, n && size ? n * size : 1);
	if (!memory)
		mem_gone();
	return memory;
}

void
mem_keep(void)
{
	enum { KEPT = 32 << 20, OF_ITS_OWN = 4 << 20 };

	mallopt(M_TRIM_THRESHOLD, KEPT);
	mallopt(M_MMAP_THRESHOLD, OF_ITS_OWN);
}

char *
mem_strdup(const char *text)
{
	return mem_strndup(text, strlen(text));
}

char *
mem_strndup(const char *text, size_t len)
{
	char *copy = mem_new(len + 1);

	memcpy(copy, text, len);
	return copy;
}

char *
mem_printf(const char *fmt, ...)
{
	char *text = NULL;
	va_list args;

	va_start(args, fmt);
	int len = vasprintf(&text, fmt, args);
	va_end(args);
	if (len < 0 || !text)
		mem_gone();
	return text;
}
