/* What the daemon counts of itself. */
#include "unit.h"

#include "app/report.h"

static void
a_status_counts_once_its_transaction_is_committed(void **state)
{
	static struct report_counts counts;
	struct alert_change status = { .field = "status" }, amount = { .field = "amount" };
	struct alert alert = { .revision = 1,
		.deal = { .kind = KIND_STAKE, .status = STATUS_AGREED } };
	const uint64_t *agreed = &counts.deals[KIND_STAKE][STATUS_AGREED];

	(void)state;
	report_count_alert(&counts, &alert);
	assert_int_equal(*agreed, 0);
	report_counts_end(&counts, false);
	report_count_alert(&counts, &alert);
	report_counts_end(&counts, true);
	assert_int_equal(*agreed, 1);

	alert.revision = 2;
	alert.n_changes = 1;
	alert.changes = &amount;
	report_count_alert(&counts, &alert);
	report_counts_end(&counts, true);
	assert_int_equal(*agreed, 1);
	alert.changes = &status;
	report_count_alert(&counts, &alert);
	report_counts_end(&counts, true);
	assert_int_equal(*agreed, 2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_status_counts_once_its_transaction_is_committed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
