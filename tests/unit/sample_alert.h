/*
 * sample_alert - an alert with everything that an alert may have, of companies that don't exist.
 */
#pragma once

#include <stdio.h>

#include "model/alert.h"

/* Static storage; the caller may change the copy it gets. */
static inline struct alert
sample_alert(void)
{
	static struct party parties[] = {
		{ "Northwind Cloud", ROLE_INVESTOR, true },
		{ "Lumen AI", ROLE_TARGET, true },
	};
	static const char *first_sources[] = { "The Ledger" }, *second_sources[] = { "Daily Wire" };
	static struct figure amounts[] = {
		{ { .value = 10000000000,
			  .usd = 10000000000,
			  .currency = "USD",
			  .bound = BOUND_MORE_THAN },
			first_sources, 1 },
		{ { .value = 9000000000,
			  .usd = 9000000000,
			  .currency = "USD",
			  .bound = BOUND_UP_TO },
			second_sources, 1 },
	};
	static const char *chips[] = { "Borealis 2" };
	static struct alert_sentence summary[] = {
		{ "Northwind Cloud is in talks to put more than $10bn into Lumen AI.",
			"The Ledger" },
		{ "Lumen AI would in turn train its models on Borealis 2 chips.", "Daily Wire" },
	};
	static const char *steps[] = { "Northwind Cloud invests in Lumen AI",
		"Lumen AI buys Northwind Cloud's chips" };
	static struct alert_circle circles[] = { { steps, 2 } };
	static struct alert_source sources[] = {
		{ "The Ledger", "Northwind in talks", "https://ledger.example/a?x=1&y=2",
			"The Ledger", 1765951800 },
		{ "Daily Wire", "Lumen AI to get billions", "https://wire.example/b", NULL,
			1765951900 },
	};
	static const char *story_ids[] = { "a-1", "b-1" };
	static const char *reasons[] = { "in talks to put", "Borealis 2" };

	return (struct alert){
		.type = ALERT_NEW,
		.id = "alert_1",
		.timestamp = 1765951830,
		.deal_id = "d1",
		.revision = 1,
		.watch = "ai-deals",
		.headline = "Northwind Cloud in talks to invest more than $10bn in Lumen AI",
		.summary = summary,
		.n_summary = 2,
		.deal = {
			.kind = KIND_INVESTMENT,
			.also = 1u << KIND_CHIP_SUPPLY,
			.status = STATUS_TALKS,
			.parties = parties,
			.n_parties = 2,
			.amount = amounts[0].amount,
			.amounts = amounts,
			.n_amounts = 2,
			.valuation = { .value = 500000000000, .usd = 500000000000,
				.currency = "USD", .bound = BOUND_MORE_THAN },
			.chips = chips,
			.n_chips = 1,
			.first_reported_by = "The Ledger",
		},
		.circles = circles,
		.n_circles = 1,
		.origins = 1,
		.sources = sources,
		.n_sources = 2,
		.story_ids = story_ids,
		.n_story_ids = 2,
		.reasons = reasons,
		.n_reasons = 2,
	};
}
