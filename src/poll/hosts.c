/*
 * hosts - a table by name and port.
 */
#include "poll/hosts.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/mem.h"
#include "base/url.h"

enum { TABLE_MIN = 64, NAME_MAX_LEN = 300 };

void
hosts_clear(struct hosts *hosts)
{
	for (size_t i = 0; i < hosts->n; i++)
		free(hosts->all[i].name);
	free(hosts->all);
	free(hosts->table);
	*hosts = (struct hosts){ 0 };
}

/* "Example.COM" of an https address gives "example.com:443". Length 0: no host. */
static size_t
name_of(const char *url, char name[NAME_MAX_LEN])
{
	const char *from, *end, *port;
	size_t len = 0;

	if (!url_is_web(url))
		return 0;
	from = strstr(url, "://") + 3;
	end = from + strcspn(from, "/?#");
	for (const char *at = end; at > from; at--)
		if (at[-1] == '@') {
			from = at;
			break;
		}
	for (const char *at = from; at < end && len < NAME_MAX_LEN - 8; at++)
		name[len++] = *at >= 'A' && *at <= 'Z' ? (char)(*at + 'a' - 'A') : *at;
	name[len] = '\0';
	port = strrchr(name, ':');
	if (port && !strchr(port, ']')) {
		if (port[1])
			return len;
		len--; /* "example.com:" */
	}
	port = url_has_scheme(url, "https") ? ":443" : ":80";
	memcpy(name + len, port, strlen(port) + 1);
	return len + strlen(port);
}

static uint32_t *
place_of(const struct hosts *hosts, const char *name, size_t len)
{
	size_t mask = hosts->table_size - 1;
	size_t at = (size_t)hash_seeded(hosts->seed, name, len) & mask;

	while (hosts->table[at] && strcmp(hosts->all[hosts->table[at] - 1].name, name) != 0)
		at = (at + 1) & mask;
	return &hosts->table[at];
}

static void
table_grow(struct hosts *hosts)
{
	hosts->table_size = hosts->table_size ? 2 * hosts->table_size : TABLE_MIN;
	free(hosts->table);
	hosts->table = mem_array(hosts->table_size, sizeof *hosts->table);
	for (size_t i = 0; i < hosts->n; i++)
		*place_of(hosts, hosts->all[i].name, strlen(hosts->all[i].name)) = (uint32_t)i + 1;
}

uint32_t
hosts_find(struct hosts *hosts, const char *url)
{
	char name[NAME_MAX_LEN];
	size_t len = name_of(url, name);
	uint32_t *place;

	if (len == 0)
		return HOST_NONE;
	if (2 * hosts->n >= hosts->table_size)
		table_grow(hosts);
	place = place_of(hosts, name, len);
	if (*place)
		return *place - 1;
	hosts->all = MEM_GROW(hosts->all, hosts->n, hosts->cap);
	hosts->all[hosts->n] =
		(struct host){ .name = mem_strdup(name), .first = FEED_NONE, .last = FEED_NONE };
	*place = (uint32_t)++hosts->n;
	return *place - 1;
}
