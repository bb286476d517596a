/*
 * lookalike - what reads like a deal and is none: the
 * money of a sector or a fund, shares that change hands.
 */
#pragma once

#include "frame/frame.h"

/* "AI start-ups raised $100bn", "the AI boom that has poured $100bn": nobody in particular. */
bool is_sector(const struct reading *r, const struct frame *f);

/* "Venture firm X gathers $9m to back founders" */
bool collects_to_invest(const struct reading *r, const struct frame *f);

/* "Lightspeed raises $9bn": a fund that collects money collects it to invest. */
bool is_fund(const struct reading *r, const struct frame *f);

/* "Jane Doe buys $20m of X", "X's CEO sells shares", "a hedge fund trims its stake": a trade of the day. */
bool is_trader(const struct reading *r, const struct frame *f);

/* "XY Wealth Management LLC sells 12,408 shares of Nvidia": the notice of a fund's portfolio. */
bool is_share_count(const struct reading *r, const struct frame *f);

/* "Nvidia's stake in CoreWeave is now worth $3bn": nothing is bought or sold. */
bool is_old_holding(const struct reading *r, const struct frame *f);

/* "Google to invest $9bn in Texas": money that a company spends on itself. */
bool is_own_spending(const struct reading *r, const struct frame *f);
