/*
 * kind - which kind of deal a clause tells that only calls it a deal, and what its parties' trades say.
 */
#pragma once

#include "frame/clause.h"

/* One party makes chips, another trains models or runs clouds with them. */
bool frame_sells_chips(const struct reading *r, const struct frame *f);

/* "Google Cloud", "AWS": the name says that it is about computing. */
bool frame_has_cloud_arm(const struct reading *r, const struct frame *f);

/* A cloud is in it, and nobody who makes what it could order: others order its capacity. */
bool frame_sells_only_capacity(const struct reading *r, const struct frame *f);

/* A publisher is in it, and who trains or answers with what it publishes. */
bool is_with_publisher(const struct clause *c, const struct frame *f);

/* One of several parties is a fund, which buys no computing. */
bool is_with_fund(const struct clause *c, const struct frame *f);

/* None of several parties would use the computing that they build together. */
bool nobody_uses(const struct clause *c, const struct frame *f);

/* The kind of what is only called a deal; *ret_plain: nothing but its parties says so. */
enum deal_kind clause_kind(const struct clause *c, const struct frame *f, bool *ret_plain);
