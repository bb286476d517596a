/*
 * callers - keeps those who connect from using up what the daemon needs for its work.
 *
 * At most CALLERS_MAX connections at a time, none for longer than CALLERS_MS, however busy it
 * keeps itself. evhttp can neither count its connections nor limit them.
 */
#pragma once

#include <stdbool.h>

#include "base/attr.h"

struct evhttp;
struct evconnlistener;
struct loop;
struct callers;

enum { CALLERS_MAX = 64, CALLERS_MS = 60000, CALLERS_LISTENERS_MAX = 8 };

/* Takes its place between evhttp and its connections. */
RETURNS_NONNULL struct callers *callers_new(struct loop *loop, struct evhttp *http);
void callers_free(struct callers *callers); /* after evhttp; NULL is fine */

/* To be paused while there are too many. At most CALLERS_LISTENERS_MAX. */
void callers_add_listener(struct callers *callers, struct evconnlistener *listener);
