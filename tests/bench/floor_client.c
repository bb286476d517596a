/*
 * floor_client - the least that polling can cost: fetch every address of a list at once, with
 * gzip and validators, let libxml2 walk over the bodies, keep nothing.
 *
 *   floor_client [-c AT_ONCE] URLS ETAGS [CAFILE]
 *
 * URLS has an address a line; ETAGS is written, and read where it is there, so that a second run
 * is answered with 304. Prints how many of which answer came. -c 1 asks one after the other, as
 * one does who is polite to a host that has them all.
 */
#include <curl/curl.h>
#include <event2/event.h>
#include <libxml/parser.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { AT_ONCE_MAX = 200, TAG_MAX = 200 };

struct transfer {
	CURL *easy;
	struct curl_slist *headers;
	xmlParserCtxtPtr parser;
	size_t url;
};

static struct event_base *base;
static struct event *timer;
static CURLM *multi;
static xmlSAXHandler handlers;
static char **urls, (*tags)[TAG_MAX];
static size_t n_urls, next_url, n_running, n_full, n_unchanged, n_failed;

static void
on_start(void *arg, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int n_ns,
	const xmlChar **ns, int n_attributes, int n_defaulted, const xmlChar **attributes)
{
	(void)arg, (void)name, (void)prefix, (void)uri, (void)n_ns, (void)ns;
	(void)n_attributes, (void)n_defaulted, (void)attributes;
}

static void
on_end(void *arg, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
	(void)arg, (void)name, (void)prefix, (void)uri;
}

static void
on_text(void *arg, const xmlChar *text, int len)
{
	(void)arg, (void)text, (void)len;
}

static size_t
on_body(char *bytes, size_t size, size_t n, void *arg)
{
	struct transfer *transfer = arg;

	if (!transfer->parser) {
		transfer->parser = xmlCreatePushParserCtxt(&handlers, NULL, NULL, 0, NULL);
		xmlCtxtUseOptions(transfer->parser, XML_PARSE_NONET);
	}
	xmlParseChunk(transfer->parser, bytes, (int)(size * n), 0);
	return size * n;
}

static void
start_next(struct transfer *transfer)
{
	char header[TAG_MAX + 32];

	if (next_url == n_urls)
		return;
	transfer->url = next_url++;
	curl_easy_setopt(transfer->easy, CURLOPT_URL, urls[transfer->url]);
	if (tags[transfer->url][0]) {
		snprintf(header, sizeof header, "If-None-Match: %s", tags[transfer->url]);
		transfer->headers = curl_slist_append(NULL, header);
	}
	curl_easy_setopt(transfer->easy, CURLOPT_HTTPHEADER, transfer->headers);
	curl_multi_add_handle(multi, transfer->easy);
	n_running++;
}

static void
finish(CURL *easy, CURLcode rc)
{
	struct transfer *transfer;
	struct curl_header *tag;
	long status = 0;

	curl_easy_getinfo(easy, CURLINFO_PRIVATE, (char **)&transfer);
	curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
	n_full += rc == CURLE_OK && status == 200;
	n_unchanged += rc == CURLE_OK && status == 304;
	n_failed += rc != CURLE_OK || (status != 200 && status != 304);
	if (curl_easy_header(easy, "ETag", 0, CURLH_HEADER, -1, &tag) == CURLHE_OK)
		snprintf(tags[transfer->url], TAG_MAX, "%s", tag->value);
	if (transfer->parser) {
		xmlParseChunk(transfer->parser, NULL, 0, 1);
		xmlFreeParserCtxt(transfer->parser);
		transfer->parser = NULL;
	}
	curl_multi_remove_handle(multi, easy);
	curl_slist_free_all(transfer->headers);
	transfer->headers = NULL;
	n_running--;
	start_next(transfer);
}

static void
drive(curl_socket_t fd, int bits)
{
	CURLMsg *msg;
	int running, left;

	curl_multi_socket_action(multi, fd, bits, &running);
	while ((msg = curl_multi_info_read(multi, &left)))
		if (msg->msg == CURLMSG_DONE)
			finish(msg->easy_handle, msg->data.result);
	if (n_running == 0)
		event_base_loopbreak(base);
}

static void
on_socket(evutil_socket_t fd, short what, void *arg)
{
	(void)arg;
	drive(fd,
		(what & EV_READ ? CURL_CSELECT_IN : 0) | (what & EV_WRITE ? CURL_CSELECT_OUT : 0));
}

static void
on_time(evutil_socket_t fd, short what, void *arg)
{
	(void)fd, (void)what, (void)arg;
	drive(CURL_SOCKET_TIMEOUT, 0);
}

static int
on_curl_timer(CURLM *which, long ms, void *arg)
{
	struct timeval span = { ms / 1000, ms % 1000 * 1000 };

	(void)which, (void)arg;
	return ms < 0 ? evtimer_del(timer) : evtimer_add(timer, &span);
}

static int
on_curl_socket(CURL *easy, curl_socket_t fd, int what, void *arg, void *socket_arg)
{
	struct event *event = socket_arg;
	short bits = (short)((what & CURL_POLL_IN ? EV_READ : 0) |
			     (what & CURL_POLL_OUT ? EV_WRITE : 0) | EV_PERSIST);

	(void)easy, (void)arg;
	if (event)
		event_free(event);
	event = what == CURL_POLL_REMOVE ? NULL : event_new(base, fd, bits, on_socket, NULL);
	if (event)
		event_add(event, NULL);
	curl_multi_assign(multi, fd, event);
	return 0;
}

static void
read_lists(const char *urls_path, const char *tags_path)
{
	FILE *file = fopen(urls_path, "r");
	char line[1000];
	size_t cap = 0;

	if (!file) {
		perror(urls_path);
		exit(1);
	}
	while (fgets(line, sizeof line, file)) {
		if (n_urls == cap)
			urls = realloc(urls, (cap = cap ? 2 * cap : 1024) * sizeof *urls);
		line[strcspn(line, "\n")] = '\0';
		urls[n_urls++] = strdup(line);
	}
	fclose(file);
	tags = calloc(n_urls + 1, sizeof *tags);
	file = fopen(tags_path, "r");
	for (size_t i = 0; file && i < n_urls && fgets(tags[i], TAG_MAX, file); i++)
		tags[i][strcspn(tags[i], "\n")] = '\0';
	if (file)
		fclose(file);
}

static void
write_tags(const char *path)
{
	FILE *file = fopen(path, "w");

	for (size_t i = 0; file && i < n_urls; i++)
		fprintf(file, "%s\n", tags[i]);
	if (file)
		fclose(file);
}

int
main(int argc, char **argv)
{
	static struct transfer transfers[AT_ONCE_MAX];
	int option, at_once = AT_ONCE_MAX;

	while ((option = getopt(argc, argv, "c:")) == 'c')
		at_once = atoi(optarg);
	argv += optind;
	argc -= optind;
	if (option != -1 || argc < 2 || at_once < 1 || at_once > AT_ONCE_MAX) {
		fprintf(stderr, "usage: floor_client [-c AT_ONCE] URLS ETAGS [CAFILE]\n");
		return 64;
	}
	read_lists(argv[0], argv[1]);
	handlers.initialized = XML_SAX2_MAGIC;
	handlers.startElementNs = on_start;
	handlers.endElementNs = on_end;
	handlers.characters = on_text;
	handlers.cdataBlock = on_text;
	base = event_base_new();
	timer = evtimer_new(base, on_time, NULL);
	curl_global_init(CURL_GLOBAL_DEFAULT);
	multi = curl_multi_init();
	curl_multi_setopt(multi, CURLMOPT_SOCKETFUNCTION, on_curl_socket);
	curl_multi_setopt(multi, CURLMOPT_TIMERFUNCTION, on_curl_timer);
	for (int i = 0; i < at_once; i++) {
		CURL *easy = transfers[i].easy = curl_easy_init();

		curl_easy_setopt(easy, CURLOPT_PRIVATE, &transfers[i]);
		curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_body);
		curl_easy_setopt(easy, CURLOPT_WRITEDATA, &transfers[i]);
		curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "gzip");
		curl_easy_setopt(easy, CURLOPT_CAPATH, NULL);
		if (argc > 2)
			curl_easy_setopt(easy, CURLOPT_CAINFO, argv[2]);
		start_next(&transfers[i]);
	}
	if (n_running > 0)
		event_base_dispatch(base);
	write_tags(argv[1]);
	printf("%zu full, %zu unchanged, %zu failed\n", n_full, n_unchanged, n_failed);
	return n_failed > 0;
}
