/*
 * address - `listen`, and whether a caller means this machine.
 */
#include "web/address.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/url.h"

/* Where the port's colon stands in "host:port" or "[v6]:port"; NULL: nowhere. */
static const char *
port_colon(const char *text)
{
	const char *colon = strrchr(text, ':');

	if (*text == '[') {
		const char *close = strchr(text, ']');

		return close && close[1] == ':' ? close + 1 : NULL;
	}
	return colon == strchr(text, ':') ? colon : NULL;
}

bool
address_parse(const char *text, struct address *ret_address, struct err *err)
{
	struct address address;
	const char *colon = port_colon(text), *host = text;
	size_t len = colon ? (size_t)(colon - text) : 0;
	unsigned port = 0;

	if (!colon || colon[1] == '\0' || strlen(colon + 1) > 5 ||
		strspn(colon + 1, "0123456789") != strlen(colon + 1) ||
		sscanf(colon + 1, "%u", &port) != 1 || port > 65535) {
		err_set(err, ERR_CONF, "'%s' is no address to listen on: write 127.0.0.1:9466",
			text);
		return false;
	}
	if (*host == '[') {
		host++;
		len -= 2;
	}
	if (len == 1 && *host == '*')
		len = 0;
	if (len >= sizeof address.host) {
		err_set(err, ERR_CONF, "'%.40s…' is no address to listen on: it is too long", text);
		return false;
	}
	memcpy(address.host, host, len);
	address.host[len] = '\0';
	snprintf(address.port, sizeof address.port, "%u", port);
	*ret_address = address;
	return true;
}

static bool
is_literal(const char *host)
{
	unsigned char bytes[sizeof(struct in6_addr)];

	return inet_pton(AF_INET, host, bytes) == 1 || inet_pton(AF_INET6, host, bytes) == 1;
}

bool
address_allows(const struct address *address, const char *host_header, const char *own_name)
{
	char host[ADDRESS_HOST_MAX];
	const char *begin = host_header, *colon;
	size_t len;

	if (!host_header)
		return true;
	colon = port_colon(host_header);
	len = colon ? (size_t)(colon - host_header) : strlen(host_header);
	if (len > 1 && *begin == '[' && begin[len - 1] == ']') {
		begin++;
		len -= 2;
	}
	if (len > 0 && begin[len - 1] == '.') /* a name with its root */
		len--;
	if (len == 0 || len >= sizeof host)
		return false;
	memcpy(host, begin, len);
	host[len] = '\0';
	return is_literal(host) || url_host_is_local(host) ||
	       strcasecmp(host, address->host) == 0 || strcasecmp(host, own_name) == 0;
}
