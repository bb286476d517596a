/*
 * words - an alert in words for people: the phrases that all readable notifiers share.
 *
 * Each function appends to out what it is named for, or nothing where the alert has
 * none of it. What comes from feeds is cleaned (base/utf8.h) and bounded, not yet escaped.
 */
#pragma once

#include <stddef.h>

#include "base/str.h"
#include "model/alert.h"

#define WORDS_DOT " \u00b7 "

/* One clean line of at most max bytes, cut at a word's end with an ellipsis. */
void words_line(struct str *out, const char *text, size_t max);

/* "New deal", "Update", "Correction". */
const char *words_type(enum alert_type type);

/* "in talks", "preliminary agreement" …; "" for none. */
const char *words_status(enum deal_status status);

/* The headline; "untitled deal" where there is none. */
void words_headline(struct str *out, const struct alert *alert, size_t max);

/* "investment, chip supply" */
void words_kinds(struct str *out, const struct deal *deal);

/* "Amazon (investor), OpenAI (target)" */
void words_parties(struct str *out, const struct deal *deal);

/* "Trainium, Inferentia" */
void words_chips(struct str *out, const struct deal *deal);

/* "more than $10bn · in talks · investment" */
void words_facts(struct str *out, const struct deal *deal);

/* "valuation $500bn · 10 % · 7 years · 6 GW · Trainium" */
void words_details(struct str *out, const struct deal *deal);

/* "in talks → agreed · $10bn → $12bn · independent sources 1 → 2" */
void words_changes(struct str *out, const struct alert *alert);

/* Where sources give different figures: "up to $10bn (Reuters), more than $10bn (FT)" */
void words_conflict(struct str *out, const struct deal *deal);

/* "Amazon invests in OpenAI → OpenAI buys Amazon's chips" */
void words_circle(struct str *out, const struct alert_circle *circle);

/* "5 outlets, 2 origins" */
void words_outlets(struct str *out, const struct alert *alert);

/* "4 deals: Amazon to invest $10bn in OpenAI, and 3 more": what several come to, the largest first. */
void words_list(struct str *out, const struct alert *alerts, size_t n, size_t max_headline);

/* "The Ledger, Daily Wire and 3 more": who tells of it. */
void words_tellers(struct str *out, const struct alert *alert);

/* The address of a source if it is one that a browser may be sent to, else NULL. */
const char *words_url(const struct alert_source *source);

/* The first such address, or NULL. */
const char *words_first_url(const struct alert *alert);
