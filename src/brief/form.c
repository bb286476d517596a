/*
 * form - the facts of a deal in one line of a fixed form.
 *
 * A form is a row: what it says in talks, when agreed, when closed, and the noun for
 * what fails. "%P" stands for who pays, "%Q" for who is paid, "%A" for the sum with a
 * blank in front, "%O" for the sum with " of" behind it, "%K" and "%G" for a stake's
 * per cent and what it costs or, where nobody says how much it is, for its worth;
 * absent ones leave nothing.
 */
#include "form.h"

#include <string.h>

#include "base/attr.h"
#include "base/str.h"

struct form {
	enum deal_kind kind;
	bool needs_payer, needs_payee, needs_sum;
	const char *talks, *preliminary, *agreed, *closed; /* closed: after "s" where one pays */
	const char *noun;
};

static const struct form forms[] = {
	{ KIND_INVESTMENT, true, true, false, "%P in talks to invest%A in %Q",
		"%P plan%s to invest%A in %Q, nothing binding yet", "%P to invest%A in %Q",
		"%P invest%s%A in %Q", "%P's%A investment in %Q" },
	{ KIND_FUNDING_ROUND, false, true, true, "%Q in talks to raise%A%V",
		"%Q plan%z to raise%A%V, nothing binding yet", "%Q to raise%A%V", "%Q raise%z%A%V",
		"%Q's%A fund-raising" },
	{ KIND_STAKE, true, true, true, "%P in talks to take%K stake in %Q%G",
		"%P plan%s to take%K stake in %Q%G, nothing binding yet",
		"%P to take%K stake in %Q%G", "%P take%s%K stake in %Q%G",
		"%P's deal for%K stake in %Q" },
	{ KIND_ACQUISITION, true, true, false, "%P in talks to buy %Q%F",
		"%P sign%s letter of intent to buy %Q%F", "%P to buy %Q%F",
		"%P complete%s purchase of %Q%F", "%P's%A acquisition of %Q" },
	{ KIND_CHIP_SUPPLY, true, true, false, "%P in talks to buy%O chips from %Q",
		"%P plan%s to buy%O chips from %Q, nothing binding yet",
		"%P to buy%O chips from %Q", "%P buy%s%O chips from %Q",
		"%P's%A chip deal with %Q" },
	{ KIND_COMPUTE, true, true, false, "%P in talks to buy%O computing capacity from %Q",
		"%P plan%s to buy%O computing capacity from %Q, nothing binding yet",
		"%P to buy%O computing capacity from %Q", "%P buy%s%O computing capacity from %Q",
		"%P's%A computing deal with %Q" },
	{ KIND_LICENSING, true, true, false, "%P in talks on licensing deal with %Q%W",
		"%P in preliminary licensing deal with %Q%W", "%P in licensing deal with %Q%W",
		"%P in licensing deal with %Q%W", "%P's%A licensing deal with %Q" },
	{ KIND_DEBT, true, true, false, "%P in talks to lend%A to %Q",
		"%P plan%s to lend%A to %Q, nothing binding yet", "%P to lend%A to %Q",
		"%P lend%s%A to %Q", "%P's%A loan to %Q" },
	{ KIND_DEBT, false, true, true, "%Q in talks to borrow%A", "%Q plan%z to borrow%A",
		"%Q to borrow%A", "%Q borrow%z%A", "%Q's%A borrowing" },
};

static size_t
count_side(const struct deal *deal, bool (*is_side)(enum party_role role))
{
	size_t n = 0;

	for (size_t i = 0; i < deal->n_parties; i++)
		n += is_side(deal->parties[i].role);
	return n;
}

/* "Amazon", "Amazon and Google", "Amazon, Google and 3 others". */
static void
put_side(struct str *out, const struct deal *deal, bool (*is_side)(enum party_role role))
{
	enum { NAMED = 3 };
	size_t n = count_side(deal, is_side), named = 0, most = n <= NAMED ? n : 2;

	for (size_t i = 0; i < deal->n_parties && named < most; i++) {
		if (!is_side(deal->parties[i].role))
			continue;
		if (named > 0)
			str_puts(out, named + 1 == n ? " and " : ", ");
		str_puts(out, deal->parties[i].name);
		named++;
	}
	if (most < n)
		str_printf(out, " and %zu others", n - most);
}

/* The words around a text, where there is one. */
static void
put_if(struct str *out, const char *fmt, const char *text)
{
	if (*text)
		str_printf(out, fmt, text);
}

static void
put_form(struct str *out, const char *form, const struct deal *deal)
{
	char sum[AMOUNT_TEXT_MAX] = "", valuation[AMOUNT_TEXT_MAX] = "";
	bool one_pays = count_side(deal, role_pays) == 1,
	     one_paid = count_side(deal, role_is_paid) == 1;

	if (deal->amount.value > 0)
		amount_text(&deal->amount, sum);
	if (deal->valuation.value > 0)
		amount_text(&deal->valuation, valuation);
	for (const char *at = form; *at; at++) {
		if (*at != '%') {
			str_putc(out, *at);
			if (*at == '\'' && out->len > 1 && out->text[out->len - 2] == 's')
				at++; /* "Databricks' chip deal" */
			continue;
		}
		switch (*++at) {
		case 'P':
			put_side(out, deal, role_pays);
			break;
		case 'Q':
			put_side(out, deal, role_is_paid);
			break;
		case 's':
			str_puts(out, one_pays ? "s" : "");
			break;
		case 'z':
			str_puts(out, one_paid ? "s" : "");
			break;
		case 'A':
			put_if(out, " %s", sum);
			break;
		case 'O':
			put_if(out, " %s of", sum);
			break;
		case 'F':
			put_if(out, " for %s", sum);
			break;
		case 'K':
			if (deal->stake_percent > 0)
				str_printf(out, " %g%%", deal->stake_percent);
			else
				put_if(out, " %s", sum);
			break;
		case 'G':
			if (deal->stake_percent > 0)
				put_if(out, " for %s", sum);
			break;
		case 'W':
			put_if(out, " worth %s", sum);
			break;
		case 'V':
			put_if(out, " at a valuation of %s", valuation);
			break;
		default:
			break;
		}
	}
}

/* What it costs; of a stake how much it is, will do, if it is one in one company. */
static bool
says_how_much(const struct deal *deal)
{
	if (deal->kind == KIND_STAKE && count_side(deal, role_is_paid) != 1)
		return false;
	return deal->amount.value > 0 || (deal->kind == KIND_STAKE && deal->stake_percent > 0);
}

static const struct form *
find_form(const struct deal *deal)
{
	bool payer = count_side(deal, role_pays) > 0, payee = count_side(deal, role_is_paid) > 0;

	for (size_t i = 0; i < ARRAY_LEN(forms); i++) {
		const struct form *form = &forms[i];

		if (form->kind == deal->kind && (payer || !form->needs_payer) &&
			(payee || !form->needs_payee) && (says_how_much(deal) || !form->needs_sum))
			return form;
	}
	return NULL;
}

/* "X's purchase of Y collapses"; where they only talked, "Talks on X's purchase of Y collapse". */
static void
put_failure(struct str *out, const char *noun, const struct deal *deal, const char *verb)
{
	bool talked = deal->peak == STATUS_TALKS;

	str_puts(out, talked ? "Talks on " : "");
	put_form(out, noun, deal);
	str_printf(out, " %s%s", verb, talked ? "" : "s");
}

bool
form_fill(const struct deal *deal, struct str *out)
{
	const struct form *form = find_form(deal);

	if (!form)
		return false;
	switch (deal->status) {
	case STATUS_TALKS:
		put_form(out, form->talks, deal);
		break;
	case STATUS_PRELIMINARY:
		put_form(out, form->preliminary, deal);
		break;
	case STATUS_AGREED:
		put_form(out, form->agreed, deal);
		break;
	case STATUS_CLOSED:
		put_form(out, form->closed, deal);
		break;
	case STATUS_STALLED:
		put_failure(out, form->noun, deal, "stall");
		break;
	case STATUS_DENIED:
		str_puts(out, "Denied: ");
		put_form(out, form->noun, deal);
		break;
	case STATUS_COLLAPSED:
		put_failure(out, form->noun, deal, "collapse");
		break;
	default:
		return false;
	}
	return true;
}
