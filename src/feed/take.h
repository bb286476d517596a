/*
 * take - what rows do with an element, where several formats and modules have it.
 */
#pragma once

#include "feed/build.h"

/* The first that says something counts. */
void set_once(const char **place, const char *text);

/* Attributes: -1 where it is no number, "" where it is absent. */
int64_t attr_number(struct build *build, const struct element *element, const char *local);
const char *attr_link(struct build *build, const struct element *element, const char *local);
const char *attr_word(struct build *build, const struct element *element, const char *local);

/* Rows' functions that formats and modules share; each serves the item that is read, else the feed. */
void take_title(struct build *build, const struct text *text);
void take_other_title(struct build *build, const struct text *text);
void take_language(struct build *build, const struct text *text);
void take_author(struct build *build, const struct text *text);
void take_tag(struct build *build, const struct text *text);
void take_published(struct build *build, const struct text *text);
void take_modified(struct build *build, const struct text *text);
void take_created(struct build *build, const struct text *text);
void take_lead(struct build *build, const struct text *text);
void take_content(struct build *build, const struct text *text);
void take_other_lead(struct build *build, const struct text *text);
void take_least_lead(struct build *build, const struct text *text);
void take_other_id(struct build *build, const struct text *text);
void take_other_author(struct build *build, const struct text *text);
void start_markup(struct build *build, const struct element *element);
void start_atom_text(struct build *build, const struct element *element);
void start_atom_link(struct build *build, const struct element *element);
void start_link(struct build *build, const struct element *element);
void take_link(struct build *build, const struct text *text);
void start_category(struct build *build, const struct element *element);
void take_category(struct build *build, const struct text *text);
void start_person(struct build *build, const struct element *element);
void take_person(struct build *build, const struct text *text);
void start_language(struct build *build, const struct element *element);

extern const struct table person_table;
