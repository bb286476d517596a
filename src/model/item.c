#include "model/item.h"

void
item_init(struct item *item)
{
	*item = (struct item){ 0 };
	item->id = item->url = item->external_url = item->title = item->summary = "";
	item->base = item->image = item->language = item->source = item->source_url = "";
}

int64_t
item_time(const struct item *item)
{
	return item->published ? item->published : item->modified;
}
