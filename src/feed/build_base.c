/*
 * build_base - what addresses are relative to, at each place of a document.
 */
#include <string.h>

#include "base/url.h"
#include "feed/build.h"

void
frame_rebase(struct build *build, struct frame *frame, const struct element *element)
{
	for (size_t i = 0; i < element->n_attrs; i++) {
		const struct xml_attr *attr = &element->attrs[i];

		if (attr->name.prefix && strcmp(attr->name.prefix, "xml") == 0 &&
			strcmp(attr->name.local, "base") == 0 && attr->len > 0 &&
			attr->len <= URL_MAX)
			frame->base =
				url_resolve(build->arena, frame->base ? frame->base : build->url,
					xml_attr_text(build->arena, attr));
	}
}

const char *
build_base(const struct build *build)
{
	const struct frame *top = build->depth > 0 ? &build->stack[build->depth - 1] : NULL;

	if (top && top->base)
		return top->base;
	if (strncmp(build->feed.home_page_url, "http", 4) == 0)
		return build->feed.home_page_url;
	return *build->url ? build->url : build->feed.feed_url;
}
