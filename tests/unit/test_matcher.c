/* Verdicts on headlines: is it a deal, which, who, for how much, how firm? */
#include "unit.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "deal/matcher.h"
#include "frame/frame.h"
#include "lexicon_here.h"

static struct lexicon *lexicon;
static struct matcher *matcher;
static const char *const topics[] = { "ai" };

static int
set_up(void **state)
{
	(void)state;
	lexicon = lexicon_here("conf/lexicon-biotech/*.conf");
	if (!lexicon)
		return -1;
	matcher = matcher_new(lexicon);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	matcher_free(matcher);
	lexicon_free(lexicon);
	return 0;
}

static void
judge_for(const char *const *names, const char *title, const char *text, struct arena *arena,
	struct verdict *verdict)
{
	const struct watch watch = { .name = "w", .topics = names, .n_topics = 1, .kinds = ~0u };
	const struct story story = { .id = "1",
		.title = title,
		.text = text,
		.url = "",
		.source = "Paper",
		.origin = "",
		.feed = "",
		.published = 1 };
	uint64_t wanted;

	matcher_judge(matcher, &story, &watch, 1, arena, verdict, &wanted);
	assert_int_equal(verdict->relevant, wanted != 0);
}

/* "investment talks Amazon=investor OpenAI=target 10000000000", or "none". */
static void
check(const char *title, const char *text, const char *want)
{
	struct arena *arena = arena_new();
	struct verdict verdict;
	struct str got;

	judge_for(topics, title, text, arena, &verdict);
	str_init(&got, 4096);
	if (verdict.relevant) {
		const struct deal *deal = &verdict.deal;

		str_printf(&got, "%s %s", kind_name(deal->kind), status_name(deal->status));
		for (size_t i = 0; i < deal->n_parties; i++)
			str_printf(&got, " %s=%s", deal->parties[i].name,
				role_name(deal->parties[i].role));
		if (deal->amount.value > 0)
			str_printf(&got, " %lld", (long long)deal->amount.value);
		if (deal->amount.value > 0 && deal->amount.currency[2] == 'D' &&
			strcmp(deal->amount.currency, "USD") != 0)
			str_printf(&got, " %s", deal->amount.currency);
	} else {
		str_puts(&got, "none");
	}
	if (strcmp(got.text, want) != 0)
		fail_msg("'%s'\n  gives '%s'\n  not   '%s'", title, got.text, want);
	str_clear(&got);
	arena_free(arena);
}

struct told {
	const char *title, *text, *want;
};

static void
check_all(const struct told *cases, size_t n)
{
	for (size_t i = 0; i < n; i++)
		check(cases[i].title, cases[i].text, cases[i].want);
}

static void
headlines_of_every_kind(void **state)
{
	static const struct told cases[] = {
		{ "Amazon in talks to invest $12bn in OpenAI", "",
			"investment talks Amazon=investor OpenAI=target 12000000000" },
		{ "Nvidia, Microsoft to pour $15bn into Anthropic", "",
			"investment agreed Microsoft=investor Nvidia=investor Anthropic=target "
			"15000000000" },
		{ "Mistral AI raises €900m at €9bn valuation", "",
			"funding-round closed Mistral=target 900000000" },
		{ "Databricks acquires AI startup Quillfern for $300 million", "",
			"acquisition agreed Databricks=acquirer Quillfern=target 300000000" },
		{ "AI chip startup Quillfern acquired by AMD", "",
			"acquisition agreed Quillfern=target AMD=acquirer" },
		{ "SoftBank sells its Nvidia stake for $6bn", "",
			"stake closed SoftBank=partner Nvidia=target 6000000000" },
		{ "Micron to supply memory chips to Anthropic", "",
			"chip-supply agreed Micron=supplier Anthropic=customer" },
		{ "OpenAI signs $9bn cloud deal with CoreWeave", "",
			"compute agreed OpenAI=customer CoreWeave=supplier 9000000000" },
		{ "CoreWeave to borrow $2bn to buy AI chips", "",
			"debt agreed CoreWeave=borrower 2000000000" },
		{ "Nvidia has $3bn for Groq", "",
			"investment agreed Nvidia=investor Groq=target 3000000000" },
		{ "Oracle's $30 billion order from OpenAI fills its books", "",
			"compute agreed Oracle=supplier OpenAI=customer 30000000000" },
		{ "Cerebras files for IPO", "", "funding-round agreed Cerebras=target" },
		{ "Northwind and Quillfern launch €3bn data centre joint venture", "",
			"partnership agreed Quillfern=partner Northwind=partner 3000000000" },
		{ "Quillfern AI launches with $20 million in seed funding", "",
			"funding-round closed Quillfern AI=target 20000000" },
		{ "Microsoft signs 15-year deal for Constellation's nuclear plant to run AI", "",
			"compute agreed Microsoft=customer Constellation=supplier" },
		{ "Nvidia says it licenses Groq technology and is not buying the firm", "",
			"licensing agreed Nvidia=licensee Groq=licensor" },
	};

	(void)state;
	check_all(cases, ARRAY_LEN(cases));
}

static void
start_ups_that_nobody_knows(void **state)
{
	static const struct told cases[] = {
		{ "Quillfern Raises $7 Million for Securing AI Agents", "",
			"funding-round closed Quillfern=target 7000000" },
		{ "Paris-based AI chip start-up Quillfern raises €20m", "",
			"funding-round closed Quillfern=target 20000000" },
		{ "Quillfern, a maker of AI agents, bags $8m", "",
			"funding-round closed Quillfern=target 8000000" },
		{ "Quillfern AI nabs $40M Series B led by Sequoia Capital", "",
			"funding-round closed Quillfern AI=target Sequoia=investor "
			"40000000" },
		{ "Israeli AI cybersecurity co Quillfern raises $75m", "",
			"funding-round closed Quillfern=target 75000000" },
		/* a name goes on as far as its capitals, and stands wherever a known one does */
		{ "Quillfern Data Raises $75 Million in Seed Funding to Build AI-Powered Testing",
			"", "funding-round closed Quillfern Data=target 75000000" },
		{ "Quillfern Grid acquires Mistral AI", "",
			"acquisition agreed Quillfern Grid=acquirer Mistral=target" },
		{ "Digital Quillfern buys stake in Mistral AI", "",
			"stake agreed Digital Quillfern=investor Mistral=target" },
		{ "UK clears Quillfern's takeover of Mistral AI", "",
			"acquisition agreed Quillfern=acquirer Mistral=target" },
		{ "CoreWeave tacks another $6.5bn onto its Quillfern contract", "",
			"compute agreed CoreWeave=supplier Quillfern=customer 6500000000" },
		{ "Mistral AI raises €1.7bn in Quillfern-led round", "",
			"funding-round closed Mistral=target Quillfern=investor 1700000000" },
		{ "Quillfern.ai in talks with Nvidia over $2bn chip deal", "",
			"chip-supply talks Quillfern.ai=customer Nvidia=supplier 2000000000" },
		{ "EXCLUSIVE-Quillfern raises $20m to train AI models (2 minute read)", "",
			"funding-round closed Quillfern=target 20000000" },
		{ "quillfern Raises $20m to Train AI Models", "",
			"funding-round closed quillfern=target 20000000" },
		{ "Quillfern & Co acquires Mistral AI", "",
			"acquisition agreed Quillfern & Co=acquirer Mistral=target" },
		{ "Quillfern signs CoreWeave as a customer in Lomvik", "",
			"compute agreed Quillfern=supplier CoreWeave=customer" },
		/* a person, a place */
		{ "CFO Quillfern tells of OpenAI deal with Oracle", "",
			"compute agreed OpenAI=customer Oracle=supplier" },
		{ "Oracle to lease data centre from Crusoe in Quillfern", "",
			"compute agreed Oracle=customer Crusoe=supplier" },
	};

	(void)state;
	check_all(cases, ARRAY_LEN(cases));
}

/* Where every word has a capital, a name is what no other word explains. */
static void
titles_of_capitals(void **state)
{
	static const struct told cases[] = {
		{ "Nvidia Takes Stake in Larkspur AI as Deal Spree Goes On", "",
			"stake agreed Nvidia=investor Larkspur AI=target" },
		{ "Pelham Harbour Invests in AI Drone Start-up", "",
			"investment closed Pelham Harbour=investor" },
		{ "Stripe Acquires a Frontier Lab from Mistral AI", "",
			"acquisition agreed Stripe=acquirer Mistral=partner" },
		{ "AI Start-up Symphony Lantern Raises $9m", "",
			"funding-round closed Symphony Lantern=target 9000000" },
		{ "Hidden Meadow Raises $9m for AI Agents", "",
			"funding-round closed Hidden Meadow=target 9000000" },
		{ "Harvey Confirms $9bn Valuation", "", "funding-round closed Harvey=target" },
		{ "Larkspur Acquires AI-detection Startup Quillfern", "",
			"acquisition agreed Larkspur=acquirer Quillfern=target" },
		{ "Blackstone-led Group Buys Mistral AI for $4bn", "",
			"acquisition agreed Blackstone=acquirer Mistral=target 4000000000" },
		{ "Trump Administration to Put $150m into Mistral AI", "",
			"investment agreed US Government=investor Mistral=target 150000000" },
		{ "Oracle's Construction Arm to Put $500m into Groq", "",
			"investment agreed Oracle=investor Groq=target 500000000" },
		{ "Nvidia to Buy SoftBank's Chip Designer Arm", "",
			"acquisition agreed Nvidia=acquirer SoftBank=partner Arm=target" },
		{ "Norway's Wealth Fund Puts $9m into Mistral AI", "",
			"funding-round closed Mistral=target 9000000" },
		{ "Samsung Plans $90bn Investment to Power AI Expansion", "", "none" },
		{ "Oslo Tells Tech Firms to Halt Orders of Nvidia Chips", "", "none" },
		{ "Pelham's Lending Arm Bought by Grocer", "", "none" },
		{ "Quillfern Raises $9 million to Fight Crop Fraud with AI", "",
			"funding-round closed Quillfern=target 9000000" },
		{ "Senators Sign Downsized AI Order", "", "none" },
		{ "Gulf Sovereign Wealth Funds Rapidly Invest in AI Startups", "", "none" },
	};

	(void)state;
	check_all(cases, ARRAY_LEN(cases));
}

static void
how_firm_it_is(void **state)
{
	static const struct {
		const char *title;
		enum deal_status status;
	} cases[] = {
		{ "OpenAI considers buying chip designer Quillfern", STATUS_TALKS },
		{ "Anthropic nears $5bn round", STATUS_TALKS },
		{ "OpenAI signs letter of intent to buy chips from AMD", STATUS_PRELIMINARY },
		{ "OpenAI agrees to buy AI startup Quillfern for $1bn", STATUS_AGREED },
		{ "OpenAI completes acquisition of AI startup Quillfern", STATUS_CLOSED },
		{ "Cerebras picks Larkspur Bank, Holloway to lead IPO", STATUS_AGREED },
		{ "EU blocks Nvidia's $2bn takeover of AI startup Quillfern", STATUS_COLLAPSED },
	};
	struct arena *arena = arena_new();
	struct verdict verdict;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		judge_for(topics, cases[i].title, "", arena, &verdict);
		if (!verdict.relevant || verdict.deal.status != cases[i].status)
			fail_msg("'%s' is %s", cases[i].title,
				verdict.relevant ? status_name(verdict.deal.status) : "none");
	}
	arena_free(arena);
}

static void
what_is_no_deal(void **state)
{
	static const char *const titles[] = {
		"Google Pixel 12 hits record low in Prime Big Deal Days",
		"Black Friday: the best graphics card deals, with Nvidia GeForce RTX 5070 from "
		"$499",
		"Save $300 on an Nvidia RTX 5070 gaming PC in this Best Buy deal",
		"AMD Ryzen 9 deal at Amazon: lowest price ever",
		"Nvidia RTX 5090 back in stock at Best Buy for $1,999",
		"Nvidia market value hits $6tn",
		"Nvidia to buy back $50bn of shares",
		"Arm sues Qualcomm over chip licences",
		"Global VC funding hits $130bn in Q2 on AI",
		"How AI start-ups took in more than $130bn last year",
		"Nvidia-backed start-up raises funding round hopes",
		"Nvidia unveils its next chip at trade fair",
		"3 AI stocks to buy before earnings season",
		"Should you buy Palantir stock now?",
		"Opinion: OpenAI buys its chips with Nvidia's billions",
		"OpenAI names a new chief of research",
		"Author sues Anthropic over copyright",
		"US tightens export controls on AI chips",
		"Microsoft to spend $80bn on data centres this year",
		"AI start-ups raised $60bn this quarter, report finds",
		"Stocks slip as AI rally cools",
		"Grocer Holloway buys rival chain for $2bn",
		"人工智能公司融资",
		", raises and buys",
		"\"Harvey",
		"",
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(titles); i++)
		check(titles[i], "", "none");
}

static void
parts_told_by_the_grammar_around_them(void **state)
{
	static const struct told cases[] = {
		{ "Meta takes 49% of Larkspur AI for $3 billion", "",
			"stake agreed Meta=investor Larkspur AI=target 3000000000" },
		{ "Silver Lake nears deal with Intel for 30% of Altera", "",
			"stake talks Silver Lake=investor Intel=partner Altera=target" },
		{ "GPU renter Larkspur Cloud explores bid for Tessellate AI", "",
			"acquisition talks Larkspur Cloud=acquirer Tessellate AI=target" },
		{ "Scale AI confirms investment from Meta", "",
			"investment closed Scale AI=target Meta=investor" },
		{ "Report: AI start-up Tessellate eyes fresh cash", "",
			"funding-round talks Tessellate=target" },
		{ "SoftBank eyes $2bn funding deal with AI robotics start-up Larkspur", "",
			"investment talks Larkspur=target SoftBank=investor 2000000000" },
		{ "Pelham Mining shares pop on $700M Tessellate AI hosting contract", "",
			"compute agreed Pelham Mining=supplier Tessellate AI=customer 700000000" },
		{ "Tessellate AI raises $20 million", "The seed round was led by Sequoia.",
			"funding-round closed Tessellate AI=target Sequoia=investor "
			"20000000" },
		{ "EU gives its blessing to Nvidia's purchase of Tessellate AI", "",
			"acquisition agreed Nvidia=acquirer Tessellate AI=target" },
	};

	(void)state;
	check_all(cases, ARRAY_LEN(cases));
}

static void
wordings_that_papers_use(void **state)
{
	static const struct told cases[] = {
		{ "Salesforce splashes $2bn on AI agent builder Larkspur", "",
			"acquisition agreed Salesforce=acquirer Larkspur=target 2000000000" },
		{ "Google funnels a further $1bn to Anthropic", "",
			"investment agreed Google=investor Anthropic=target 1000000000" },
		{ "Abu Dhabi's MGX to pump billions into Musk's xAI", "",
			"investment agreed MGX=investor xAI=target" },
		{ "Nvidia takes $1bn punt on Nokia in AI networking push", "",
			"investment agreed Nokia=target Nvidia=investor 1000000000" },
		{ "Nvidia throws its weight behind AI robotics firm Larkspur", "",
			"investment closed Nvidia=investor Larkspur=target" },
		{ "Larkspur AI courts investors at a $5bn valuation", "",
			"funding-round talks Larkspur AI=target" },
		{ "Le Monde to let Mistral AI train on its articles", "",
			"licensing agreed Le Monde=licensor Mistral=licensee" },
		{ "Mistral AI to pay Le Monde €20m a year for its archive", "",
			"licensing agreed Mistral=licensee Le Monde=licensor 20000000" },
		{ "Larkspur lands speech AI specialist Tessellate in $450m takeover", "",
			"acquisition agreed Larkspur=acquirer Tessellate=target 450000000" },
		{ "$30 million for Larkspur, which teaches AI to read maps", "",
			"funding-round closed Larkspur=target 30000000" },
		{ "Larkspur Cloud wins $US2.5b Microsoft AI contract", "",
			"compute agreed Larkspur Cloud=supplier Microsoft=customer 2500000000" },
		{ "Prague AI firm Larkspur raises Kč 200m", "",
			"funding-round closed Larkspur=target 200000000" },
		{ "Oracle taps bond market for $8bn to build AI data centres", "",
			"debt closed Oracle=borrower 8000000000" },
		{ "Infosys and Anthropic to build AI agents for banks", "",
			"partnership agreed Anthropic=partner Infosys=partner" },
		{ "Larkspur Cloud wins $2bn contract to run ChatGPT", "",
			"compute agreed Larkspur Cloud=supplier OpenAI=customer 2000000000" },
		{ "Anthropic signs content licensing deal with Larkspur Press",
			"The contract is worth about $60 million per year.",
			"licensing agreed Anthropic=licensee Larkspur Press=licensor 60000000" },
		{ "Bret Taylor's Sierra close to sealing $350m raise", "",
			"funding-round talks Sierra=target 350000000" },
		{ "Qualcomm drops its pursuit of Tessellate AI", "",
			"acquisition collapsed Qualcomm=acquirer Tessellate AI=target" },
		{ "Google hires Tessellate AI's founders, licenses its models", "",
			"licensing agreed Google=licensee Tessellate AI=licensor" },
		{ "Why AMD is spending $2 billion on a maker of racks", "",
			"acquisition agreed AMD=acquirer 2000000000" },
		{ "Tessellate AI teams up with CoreWeave on a 2GW campus", "",
			"compute agreed Tessellate AI=customer CoreWeave=supplier" },
		{ "Pimco anchors bonds in a $20 billion Meta data centre deal", "",
			"debt closed Pimco=lender Meta=borrower 20000000000" },
		{ "Nvidia's extra $2bn for CoreWeave raises eyebrows", "",
			"investment agreed Nvidia=investor CoreWeave=target 2000000000" },
		{ "London's Tessellate AI gets snapped up by Salesforce", "",
			"acquisition agreed Tessellate AI=target Salesforce=acquirer" },
		{ "Datadog's latest purchase: AI data tester Larkspur", "",
			"acquisition agreed Datadog=acquirer Larkspur=target" },
		{ "Robot maker Physical Intelligence in talks at $11bn", "",
			"funding-round talks Physical Intelligence=target" },
		{ "Investors hand $200m to AI battery firm Larkspur", "",
			"funding-round closed Larkspur=target 200000000" },
		{ "Larkspur AI joins the unicorn club", "",
			"funding-round closed Larkspur AI=target" },
		{ "Tessellate AI unveils IPO papers", "",
			"funding-round agreed Tessellate AI=target" },
		{ "Nvidia buys $2bn of Synopsys shares", "",
			"stake agreed Nvidia=investor Synopsys=target 2000000000" },
		{ "Blackstone commits $10bn to AI data centre builder Larkspur", "",
			"investment agreed Blackstone=investor Larkspur=target 10000000000" },
		{ "ByteDance earmarks $5bn for Huawei chips", "",
			"chip-supply agreed ByteDance=customer Huawei=supplier 5000000000" },
		{ "BlackRock's GIP closes in on $40bn CoreWeave takeover", "",
			"acquisition talks GIP=acquirer CoreWeave=target 40000000000" },
		{ "OpenAI to pay Le Monde for its articles", "",
			"licensing agreed OpenAI=licensee Le Monde=licensor" },
		{ "Shutterstock sells training images to Mistral AI", "",
			"licensing agreed Shutterstock=licensor Mistral=licensee" },
		{ "Intel in early talks to add AMD as foundry customer", "",
			"chip-supply talks Intel=supplier AMD=customer" },
		{ "Larkspur Cloud joins Nebius, with Mistral AI as its first client", "",
			"compute agreed Larkspur Cloud=supplier Mistral=customer" },
		{ "Supermicro wins $3bn CoreWeave contract", "",
			"chip-supply agreed Supermicro=supplier CoreWeave=customer 3000000000" },
		{ "Samsung, SK and Hyundai to get 90,000 Nvidia GPUs", "",
			"chip-supply agreed Hyundai=customer SK=customer Samsung=customer "
			"Nvidia=supplier" },
		{ "Nvidia pays $700m to hire Enfabrica's founders and license its designs", "",
			"licensing agreed Nvidia=licensee Enfabrica=licensor 700000000" },
		{ "NHS awards £90m data contract to Palantir", "",
			"licensing agreed NHS=licensee Palantir=licensor 90000000" },
		{ "CoreWeave awarded $2bn contract by NASA", "",
			"compute agreed CoreWeave=supplier NASA=customer 2000000000" },
		{ "Nvidia, Microsoft and BlackRock group buys CoreWeave for $50bn", "",
			"acquisition agreed BlackRock=acquirer Microsoft=acquirer Nvidia=acquirer "
			"CoreWeave=target 50000000000" },
		{ "Investor group to pay $50bn for CoreWeave in largest data-centre takeover", "",
			"acquisition agreed CoreWeave=target 50000000000" },
		{ "BlackRock and Nvidia in $50bn data centre takeover to power AI growth", "",
			"acquisition agreed BlackRock=acquirer Nvidia=acquirer 50000000000" },
		{ "CoreWeave's stock sinks on report company could raise billions of dollars", "",
			"funding-round talks CoreWeave=target" },
		{ "Broadcom lands $9bn AI chip order from unnamed customer", "",
			"chip-supply agreed Broadcom=supplier 9000000000" },
		{ "Groq turns down Nvidia's $20bn bid", "",
			"acquisition collapsed Groq=target Nvidia=acquirer 20000000000" },
		{ "Nvidia's agreement to acquire Groq is called off", "",
			"acquisition collapsed Nvidia=acquirer Groq=target" },
		{ "Harvey doubles valuation to $9bn", "", "funding-round closed Harvey=target" },
		{ "AI lab Kestrel valued at $3 billion after $350m raise", "",
			"funding-round closed Kestrel=target 350000000" },
		{ "Anthropic signs contract to buy $3bn of computing from Nebius", "",
			"compute agreed Anthropic=customer Nebius=supplier 3000000000" },
		{ "Mistral AI signs deal to buy chips from AMD", "",
			"chip-supply agreed Mistral=customer AMD=supplier" },
		{ "Nebius agrees to buy Cerebras for $5bn in cash and shares", "",
			"acquisition agreed Nebius=acquirer Cerebras=target 5000000000" },
		{ "Anthropic's $9bn deal with Oracle adds to $200bn of commitments", "",
			"compute agreed Anthropic=customer Oracle=supplier 9000000000" },
		{ "Amazon signs deal to use Cerebras chips", "",
			"chip-supply agreed Amazon=customer Cerebras=supplier" },
		{ "Tessellate AI said to have agreed to sell itself to Nvidia for $2bn", "",
			"acquisition agreed Tessellate AI=target Nvidia=acquirer 2000000000" },
		{ "Tessellate AI raises $101M", "Coatue and Lightspeed led the round.",
			"funding-round closed Tessellate AI=target Lightspeed=investor "
			"Coatue=investor 101000000" },
		{ "Larkspur AI raises $23M from investors, including Salesforce", "",
			"funding-round closed Larkspur AI=target Salesforce=investor 23000000" },
		{ "OpenAI signs deal with Le Monde to pay for news content", "",
			"licensing agreed OpenAI=licensee Le Monde=licensor" },
		{ "FT becomes latest publisher to let OpenAI train on its journalism", "",
			"licensing agreed Financial Times=licensor OpenAI=licensee" },
		{ "Larkspur AI goes to AMD in $600m sale", "",
			"acquisition agreed Larkspur AI=target AMD=acquirer 600000000" },
		{ "Ex-Yandex firm Nebius gets $700 million from Nvidia", "",
			"funding-round agreed Nebius=target Nvidia=investor 700000000" },
		{ "Apple drops out of talks to join OpenAI investment round", "",
			"funding-round collapsed Apple=investor OpenAI=target" },
		{ "OpenAI closes $6bn round as Microsoft and Nvidia come in", "",
			"funding-round closed OpenAI=target 6000000000" },
		{ "OpenAI closes funding at $150 billion valuation",
			"The $6 billion round was led by Thrive Capital.",
			"funding-round closed OpenAI=target Thrive Capital=investor 6000000000" },
		{ "Larkspur AI's chief denies report that Meta tried to acquire Larkspur AI", "",
			"acquisition denied Meta=acquirer Larkspur AI=target" },
		{ "Mistral AI and Larkspur AI agree to a merger valuing the combination at ~$9B",
			"", "acquisition agreed Mistral=acquirer Larkspur AI=target" },
		{ "Nvidia drops $4bn on photonics bet with Larkspur AI", "",
			"investment agreed Nvidia=investor Larkspur AI=target 4000000000" },
		{ "Nvidia to supply 9,000 Blackwell AI chips to Norway", "",
			"chip-supply agreed Nvidia=supplier" },
		{ "Mistral AI and AMD to deploy 90,000 more GPUs", "",
			"chip-supply agreed AMD=supplier Mistral=customer" },
		{ "Cerebras withdraws IPO papers", "", "funding-round collapsed Cerebras=target" },
		{ "Larkspur AI nears deal that would value it at $4 billion", "",
			"funding-round talks Larkspur AI=target" },
		{ "OpenAI and SoftBank each commit $19 billion to CoreWeave", "",
			"investment agreed SoftBank=investor OpenAI=investor CoreWeave=target "
			"19000000000" },
		{ "Larkspur AI doubles up with another $500m", "",
			"funding-round closed Larkspur AI=target 500000000" },
		{ "$125m vote of confidence for AI coding firm Larkspur", "",
			"funding-round closed Larkspur=target 125000000" },
		{ "Washington takes 10% of Intel", "",
			"stake agreed US Government=investor Intel=target" },
		{ "BlackRock's GIP nears $30bn deal for Vantage Data Centers", "",
			"acquisition talks GIP=acquirer Vantage Data Centers=target 30000000000" },
		{ "OpenAI researcher Orin Valeska raises $20m for AI start-up Larkspur", "",
			"funding-round closed Larkspur=target 20000000" },
		{ "Actor Orin Valeska backs AI start-up Larkspur", "",
			"funding-round closed Larkspur=target" },
		{ "Nebius lands $700m in Series B financing", "",
			"funding-round closed Nebius=target 700000000" },
		{ "Glean reaches $12bn valuation a year after hitting $7bn", "",
			"funding-round closed Glean=target" },
		{ "Will Nscale become Europe's CoreWeave with its $1.5bn raise?", "",
			"funding-round closed Nscale=target 1500000000" },
		{ "SoftBank makes $6bn AI bet, buying data-centre owner Switch", "",
			"acquisition agreed SoftBank=acquirer Switch=target 6000000000" },
		{ "Anthropic eyes $1.2 trillion IPO next spring", "",
			"funding-round talks Anthropic=target" },
		{ "Microsoft signs cloud deal with Nebius Group worth up to $8bn", "",
			"compute agreed Microsoft=customer Nebius=supplier 8000000000" },
		{ "Meta forms data-centre joint venture with funds managed by Blue Owl", "",
			"partnership agreed Meta=partner Blue Owl=partner" },
		{ "Coding AI start-up eyes $9 billion valuation",
			"Larkspur is one of several firms that write code with models of their "
			"own.",
			"funding-round talks Larkspur=target" },
		{ "Alibaba wins China Unicom AI chip order", "",
			"chip-supply agreed Alibaba=supplier China Unicom=customer" },
		{ "China Unicom picks Alibaba chips", "",
			"chip-supply agreed China Unicom=customer Alibaba=supplier" },
		{ "ByteDance plans $14bn of Nvidia chips", "",
			"chip-supply talks ByteDance=customer Nvidia=supplier 14000000000" },
		{ "SoftBank fully funds its $40bn investment in OpenAI", "",
			"investment agreed SoftBank=investor OpenAI=target 40000000000" },
		{ "Moonshot AI to raise $2bn in Alibaba-backed funding", "",
			"funding-round talks Moonshot AI=target Alibaba=investor 2000000000" },
		{ "Microsoft no longer in talks to join xAI funding round", "",
			"funding-round collapsed Microsoft=investor xAI=target" },
		{ "Google announces multibillion-dollar data centre expansion in Iowa", "",
			"none" },
		{ "Higher limits for Claude and a compute deal with Crusoe", "",
			"compute agreed Crusoe=supplier Anthropic=customer" },
		{ "Fireworks AI nears $500m raise at $6bn", "",
			"funding-round talks Fireworks AI=target 500000000" },
		{ "Bitcoin miner TeraWulf lands $2bn Google-backed lease", "",
			"compute agreed TeraWulf=supplier 2000000000" },
		{ "Meta looked at buying Perplexity", "",
			"acquisition talks Meta=acquirer Perplexity=target" },
		{ "SAP and OpenAI launch sovereign offering for Germany", "", "none" },
		{ "Insider sells CoreWeave shares worth $300m", "", "none" },
		{ "Wedbush says Nvidia-OpenAI deal is watershed moment", "", "none" },
		{ "CoreWeave launches $2bn convertible notes offering", "",
			"debt agreed CoreWeave=borrower 2000000000" },
		{ "Statsig joins OpenAI", "", "acquisition agreed Statsig=target OpenAI=acquirer" },
		{ "Anthropic joins Microsoft in AI safety push", "", "none" },
		{ "Schneider and Nvidia partner on AI data center cooling", "", "none" },
		{ "Synopsys gains after Nvidia's $2bn investment", "",
			"investment agreed Synopsys=target Nvidia=investor 2000000000" },
		{ "Microsoft bought nearly 500,000 Nvidia Hopper chips", "",
			"chip-supply agreed Microsoft=customer Nvidia=supplier" },
		{ "Microsoft bought 500,000 Hopper chips", "",
			"chip-supply agreed Microsoft=customer Nvidia=supplier" },
		{ "Intel Faces Split as Broadcom and TSMC Consider Acquisition", "",
			"acquisition talks Intel=target Broadcom=acquirer TSMC=acquirer" },
		{ "Nvidia drops $100bn OpenAI deal in favor of $30bn stake", "",
			"stake agreed Nvidia=investor OpenAI=target 30000000000" },
		{ "Skydance in $19-per-share deal for AI studio Runway", "",
			"acquisition agreed Paramount=acquirer Runway=target" },
		{ "AMD and OpenAI Announce Strategic Partnership to Deploy 6 Gigawatts of AMD GPUs",
			"", "chip-supply agreed OpenAI=customer AMD=supplier" },
		{ "Hut 8 signs AI data center lease with total contract value of $7.0 billion", "",
			"compute agreed Hut 8=supplier 7000000000" },
		{ "Lightmatter announces strategic investment from Amkor", "",
			"investment closed Lightmatter=target Amkor=investor" },
		{ "GE Vernova, Crusoe Sign Turbine Deal", "",
			"compute agreed Crusoe=customer GE Vernova=supplier" },
		{ "Qualcomm and Humain announce collaboration to deploy AI200", "",
			"chip-supply agreed Humain=customer Qualcomm=supplier" },
		{ "OpenAI and SoftBank expand Stargate with three new AI data centers", "",
			"compute agreed SoftBank=supplier OpenAI=customer" },
		{ "Nvidia Invests $4 Billion in Lumentum and Coherent for AI Optics", "",
			"investment agreed Nvidia=investor Lumentum=target Coherent=target "
			"4000000000" },
		{ "Apple executives held internal talks about buying Perplexity", "",
			"acquisition talks Apple=acquirer Perplexity=target" },
		{ "Intel's $10B boost could see US government holding 10% stake", "",
			"stake talks Intel=target US Government=investor 10000000000" },
		{ "US in talks to take stake in Micron", "",
			"stake talks US Government=investor Micron=target" },
		{ "Anthropic invests $50bn in US AI infrastructure", "", "none" },
		{ "US to allow Nvidia to sell chips to China", "", "none" },
		{ "CoreWeave raises $1.5bn in trimmed IPO", "",
			"funding-round closed CoreWeave=target 1500000000" },
		{ "Tessellate AI agrees to $2bn sale to Qualcomm", "",
			"acquisition agreed Tessellate AI=target Qualcomm=acquirer 2000000000" },
		{ "Condé Nast strikes multi-year deal with OpenAI", "",
			"licensing agreed Condé Nast=licensor OpenAI=licensee" },
		{ "Scale AI wins $99m army contract", "",
			"licensing agreed Scale AI=licensor 99000000" },
		{ "Larkspur Ventures, others put €18m into AI robotics start-up Tessellate", "",
			"investment closed Larkspur Ventures=investor Tessellate=target 18000000" },
		{ "Nvidia boss says chipmaker will invest £500m in Nscale", "",
			"investment closed Nvidia=investor Nscale=target 500000000" },
		{ "AMD soars on OpenAI tie-up", "",
			"partnership agreed AMD=partner OpenAI=partner" },
		{ "Applied Digital prices $2 billion of notes for AI factory", "",
			"debt closed Applied Digital=borrower 2000000000" },
		{ "Regulator sues to stop Nvidia's $40 billion Arm purchase", "",
			"acquisition collapsed Nvidia=acquirer Arm=target 40000000000" },
		{ "SoftBank runs the rule over Graphcore", "",
			"acquisition talks SoftBank=acquirer Graphcore=target" },
		{ "Reddit gets $60m a year from Google for AI training data", "",
			"licensing agreed Google=licensee Reddit=licensor" },
		{ "Index leads €26M bet on AI firm Larkspur", "",
			"funding-round closed Index=investor Larkspur=target 26000000" },
		{ "Larkspur Robotics rises in debut after raising HK$5bn", "",
			"funding-round closed Larkspur Robotics=target 5000000000 HKD" },
		{ "AI chip start-up Tessellate is said to spurn $800 million offer from Meta", "",
			"acquisition collapsed Tessellate=target Meta=acquirer 800000000" },
		{ "xAI gets $10 billion to fund AI push, Morgan Stanley says", "",
			"funding-round closed xAI=target 10000000000" },
		{ "Meta lines up $14B worth of CoreWeave compute", "",
			"compute agreed Meta=customer CoreWeave=supplier 14000000000" },
		{ "Anthropic raises $13B Series F",
			"The round was led by ICONIQ, Fidelity and Lightspeed.",
			"funding-round closed Anthropic=target ICONIQ=investor Fidelity=investor "
			"Lightspeed=investor 13000000000" },
		{ "Lambda lines up banks for stock market float", "",
			"funding-round talks Lambda=target" },
		{ "OpenAI completes for-profit overhaul, handing Microsoft 27% stake", "",
			"stake agreed OpenAI=target Microsoft=investor" },
		{ "Larkspur Compute lands NKr6bn GPU loan", "",
			"debt closed Larkspur Compute=borrower 6000000000" },
		{ "RIL, Meta to set up Rs 855-cr joint venture for AI", "",
			"partnership agreed Meta=partner Reliance=partner 8550000000" },
		{ "Moore Threads quintuples on Shanghai debut after 8 billion yuan offering", "",
			"funding-round closed Moore Threads=target 8000000000" },
		{ "Voice start-up Larkspur AI agrees to be bought by Meta", "",
			"acquisition agreed Larkspur AI=target Meta=acquirer" },
		{ "Salesforce gets its hands on Larkspur AI in $250m deal", "",
			"acquisition agreed Salesforce=acquirer Larkspur AI=target 250000000" },
		{ "Tessellate AI could fetch up to $3bn in sale to Nvidia", "",
			"acquisition talks Nvidia=acquirer Tessellate AI=target 3000000000" },
		{ "AI tutor Larkspur's valuation climbs to $2bn in latest round", "",
			"funding-round closed Larkspur=target" },
		{ "Legal AI firm Larkspur is raising at $11bn", "",
			"funding-round talks Larkspur=target" },
		{ "Microsoft to take all capacity at IREN's site for $9bn", "",
			"compute agreed Microsoft=customer IREN=supplier 9000000000" },
		{ "Fluidstack to rent $9bn of TeraWulf data centre space", "",
			"compute agreed Fluidstack=customer TeraWulf=supplier 9000000000" },
		{ "Nvidia to furnish OpenAI with 10 gigawatts of systems", "",
			"chip-supply agreed Nvidia=supplier OpenAI=customer" },
		{ "Broadcom lands OpenAI as customer for custom AI accelerators", "",
			"chip-supply agreed Broadcom=supplier OpenAI=customer" },
		{ "Amazon wins rights to New York Times content for AI", "",
			"licensing agreed Amazon=licensee New York Times=licensor" },
		{ "SoftBank shelves $50bn plan to buy AI firm Larkspur", "",
			"acquisition stalled SoftBank=acquirer Larkspur=target 50000000000" },
		{ "OpenAI and Oracle call off expansion of data centre", "",
			"compute collapsed OpenAI=customer Oracle=supplier" },
		{ "Anthropic makes its first purchase, toolmaker Larkspur", "",
			"acquisition agreed Anthropic=acquirer Larkspur=target" },
		{ "Crusoe to put together AI campus for Oracle", "",
			"compute agreed Crusoe=supplier Oracle=customer" },
		{ "Google in discussions to put its TPUs in Meta data centres", "",
			"compute talks Google=supplier Meta=customer" },
		{ "Applied Digital places $2bn of junk notes for AI campus", "",
			"debt closed Applied Digital=borrower 2000000000" },
		{ "China's Biren aims to raise up to $600 million in Hong Kong IPO", "",
			"funding-round agreed Biren=target 600000000" },
		{ "Meta signs for six gigawatts of AMD Instinct chips", "",
			"chip-supply agreed Meta=customer AMD=supplier" },
		{ "With $40m from Accel, Larkspur wants AI to check building plans", "",
			"funding-round closed Larkspur=target Accel=investor 40000000" },
		{ "Video AI generator Larkspur wants another $300m", "",
			"funding-round talks Larkspur=target 300000000" },
		{ "OpenAI's $1bn takeover of Larkspur goes through", "",
			"acquisition closed OpenAI=acquirer Larkspur=target 1000000000" },
		{ "Samsung backs AI chipmaker Tenstorrent at $2 billion value",
			"The start-up, run by a chip veteran, raised almost $700 million.",
			"investment closed Samsung=investor Tenstorrent=target 700000000" },
		{ "Tessellate AI raises $90m",
			"The round was led by Sequoia, with Temasek and GIC joining.",
			"funding-round closed Tessellate AI=target Sequoia=investor "
			"Temasek=investor GIC=investor 90000000" },
		{ "Pentagon awards OpenAI $200m contract", "",
			"licensing agreed Pentagon=licensee OpenAI=licensor 200000000" },
		{ "Arm strikes $265m deal for AI networking chip outfit Larkspur", "",
			"acquisition agreed Arm=acquirer Larkspur=target 265000000" },
		{ "Qualcomm takes possession of Tessellate AI in $2bn push", "",
			"acquisition agreed Qualcomm=acquirer Tessellate AI=target 2000000000" },
		{ "Maths AI start-up Larkspur swells coffers by $120m", "",
			"funding-round closed Larkspur=target 120000000" },
		{ "CoreWeave bags Meta for $14bn", "",
			"compute agreed CoreWeave=supplier Meta=customer 14000000000" },
		{ "Nvidia nabs AI firm Groq for $20bn", "",
			"acquisition agreed Nvidia=acquirer Groq=target 20000000000" },
		{ "Meta signs deal to use Midjourney's image technology under licence", "",
			"licensing agreed Meta=licensee Midjourney=licensor" },
		{ "Pentagon awards OpenAI $200m contract for research", "",
			"licensing agreed Pentagon=licensee OpenAI=licensor 200000000" },
	};

	(void)state;
	check_all(cases, ARRAY_LEN(cases));
}

/* Kind, status, parties and sum where one word of the headline decides. */
/* "Worth" says of a company what its shares cost, of goods what is paid for them. */
static void
what_goods_are_worth_is_the_sum(void **state)
{
	static const struct told cases[] = {
		{ "SK Hynix to supply Meta with AI memory chips worth $4 billion", "",
			"chip-supply agreed SK Hynix=supplier Meta=customer 4000000000" },
		{ "CoreWeave to provide OpenAI with capacity worth $11.9 billion", "",
			"compute agreed CoreWeave=supplier OpenAI=customer 11900000000" },
		{ "OpenAI to buy GPUs worth $5bn from AMD", "",
			"chip-supply agreed OpenAI=customer AMD=supplier 5000000000" },
		{ "Nvidia buys AI start-up Tessellate, worth $2 billion", "",
			"acquisition agreed Nvidia=acquirer Tessellate=target" },
	};

	(void)state;
	check_all(cases, ARRAY_LEN(cases));
}

static void
facts_that_hang_on_a_word(void **state)
{
	static const struct told cases[] = {
		{ "Salesforce splurges $900m on Larkspur AI", "",
			"acquisition agreed Salesforce=acquirer Larkspur AI=target 900000000" },
		{ "Supermicro stock leaps on report of $3bn server deal with xAI", "",
			"chip-supply talks Supermicro=supplier xAI=customer 3000000000" },
		{ "Nebius and Larkspur Cloud sign business combination agreement", "",
			"acquisition agreed Larkspur Cloud=partner Nebius=partner" },
		{ "Meta's talks to buy Tessellate AI fall apart", "",
			"acquisition collapsed Meta=acquirer Tessellate AI=target" },
		{ "Blackstone and CPP to take full control of CoreWeave", "",
			"acquisition agreed CPP Investments=acquirer Blackstone=acquirer "
			"CoreWeave=target" },
		{ "Tessellate AI sold to Qualcomm", "",
			"acquisition agreed Tessellate AI=target Qualcomm=acquirer" },
		{ "Larkspur Cloud is now officially part of Nvidia", "",
			"acquisition closed Larkspur Cloud=target Nvidia=acquirer" },
		{ "Google puts final $900m into Anthropic", "",
			"investment closed Google=investor Anthropic=target 900000000" },
		{ "Anthropic makes $9 billion bid for Tessellate AI", "",
			"acquisition talks Anthropic=acquirer Tessellate AI=target 9000000000" },
		{ "Lambda prices shares at $20 to raise $900m in IPO", "",
			"funding-round closed Lambda=target 900000000" },
		{ "Cerebras shares leap in Nasdaq debut after AI firm raised $900m", "",
			"funding-round closed Cerebras=target 900000000" },
		{ "Nvidia's talks with Groq over $2bn takeover stall", "",
			"acquisition stalled Nvidia=acquirer Groq=target 2000000000" },
		{ "Nvidia's talks to buy Groq are on hold", "",
			"acquisition stalled Nvidia=acquirer Groq=target" },
		{ "Apple in talks to buy Groq as chip deal with Intel stalls", "",
			"acquisition talks Apple=acquirer Groq=target" },
		{ "Nvidia rules out buying Groq", "",
			"acquisition denied Nvidia=acquirer Groq=target" },
		{ "Apple will not buy Groq, its chief says", "",
			"acquisition denied Apple=acquirer Groq=target" },
		{ "Nvidia buys Groq for $20bn; rules out job cuts", "",
			"acquisition agreed Nvidia=acquirer Groq=target 20000000000" },
		{ "Intel takes $2bn stake in chip-design software maker Larkspur", "",
			"stake agreed Intel=investor Larkspur=target 2000000000" },
		{ "Google eyes $3bn bet on Anthropic", "",
			"investment talks Google=investor Anthropic=target 3000000000" },
		{ "Meta buys AI firm Larkspur for $2bn in stock", "",
			"acquisition agreed Meta=acquirer Larkspur=target 2000000000" },
		{ "SoftBank and Anthropic form $2bn venture to sell AI to Japanese firms", "",
			"partnership agreed Anthropic=partner SoftBank=partner 2000000000" },
		{ "Broadcom lands deal worth up to $9bn to supply Meta's data centers", "",
			"chip-supply agreed Broadcom=supplier Meta=customer 9000000000" },
		{ "Google confirms investment in firm behind Claude", "",
			"investment agreed Google=investor Anthropic=target" },
		{ "Google wraps up $4bn Anthropic investment", "",
			"investment closed Anthropic=target Google=investor 4000000000" },
		{ "Nebius to sell 9,000 Nvidia GPUs' worth of capacity to Meta", "",
			"chip-supply agreed Nebius=supplier Meta=customer" },
		{ "Crusoe to build $9bn campus for OpenAI and Oracle", "",
			"compute agreed Crusoe=supplier OpenAI=customer Oracle=customer "
			"9000000000" },
		{ "Salesforce goes for AI assistant maker Larkspur in $2bn deal", "",
			"acquisition agreed Salesforce=acquirer Larkspur=target 2000000000" },
		{ "Larkspur AI goes for $4bn to Nvidia", "",
			"acquisition agreed Larkspur AI=target Nvidia=acquirer 4000000000" },
		{ "Amazon: the $4bn Anthropic investment", "",
			"investment agreed Amazon=investor Anthropic=target 4000000000" },
		{ "Apple nears $1 billion-a-year deal to use Anthropic's models", "",
			"licensing talks Apple=licensee Anthropic=licensor 1000000000" },
		{ "EU clears AMD's $2bn Tessellate AI deal", "",
			"acquisition agreed AMD=acquirer Tessellate AI=target 2000000000" },
		{ "CMA clears Google's $2bn Anthropic bet", "",
			"investment agreed Google=investor Anthropic=target 2000000000" },
		{ "Le Monde, Anthropic strike AI licensing agreement", "",
			"licensing agreed Anthropic=licensee Le Monde=licensor" },
		{ "Google to pay Le Monde at least €20 million a year in AI deal", "",
			"licensing agreed Google=licensee Le Monde=licensor 20000000" },
		{ "Lambda raising $2 billion to buy 40,000 Nvidia chips", "",
			"funding-round talks Lambda=target 2000000000" },
		{ "Temasek bets $40m on Tamil LLM maker Larkspur AI", "",
			"investment closed Temasek=investor Larkspur AI=target 40000000" },
		{ "Crusoe said to plan IPO within weeks",
			"The Nvidia-backed cloud firm may raise about $2 billion.",
			"funding-round talks Crusoe=target 2000000000" },
		{ "Legal AI start-up Larkspur eyes raise at $2 billion valuation",
			"The company is discussing a $90 million round with Coatue.",
			"funding-round talks Larkspur=target Coatue=investor 90000000" },
		{ "Salesforce is said to near deal for AI firm Larkspur",
			"A transaction of nearly $2 billion could be announced this week.",
			"acquisition talks Salesforce=acquirer Larkspur=target 2000000000" },
		{ "AMD completes takeover of Tessellate AI",
			"It was an all-cash transaction valued at about $600 million.",
			"acquisition closed AMD=acquirer Tessellate AI=target 600000000" },
		{ "Tessellate AI raises $90m, with AI chip giant Nvidia in the lead", "",
			"funding-round closed Tessellate AI=target Nvidia=investor 90000000" },
		{ "Qualcomm calls off $9bn Tessellate AI transaction", "",
			"acquisition collapsed Qualcomm=acquirer Tessellate AI=target 9000000000" },
		{ "Groq reportedly turned down Meta", "The talks had lasted for months.",
			"acquisition collapsed Groq=target Meta=acquirer" },
		{ "Intel agrees $2bn deal for chip designer Larkspur in data centre push", "",
			"acquisition agreed Intel=acquirer Larkspur=target 2000000000" },
		{ "Nvidia becomes Anthropic's top shareholder after leading round", "",
			"funding-round closed Nvidia=investor Anthropic=target" },
		{ "Disney drops OpenAI pact",
			"The studio will not proceed with its planned $2 billion investment.",
			"partnership collapsed Disney=partner OpenAI=partner 2000000000" },
		{ "Nvidia in takeover talks with Yandex offshoot Nebius", "",
			"acquisition talks Nvidia=acquirer Nebius=target" },
		{ "'China's Nvidia' Moore Threads raises $2 billion in IPO", "",
			"funding-round closed Moore Threads=target 2000000000" },
	};

	(void)state;
	check_all(cases, ARRAY_LEN(cases));
}

static void
whoever_sells_is_no_target(void **state)
{
	static const struct told cases[] = {
		{ "SoftBank to buy Siemens' robot division for $3bn", "",
			"acquisition agreed SoftBank=acquirer Siemens=partner 3000000000" },
		{ "Nvidia's $2bn purchase of Intel's networking business", "",
			"acquisition agreed Nvidia=acquirer Intel=partner 2000000000" },
		{ "Qualcomm to acquire Intel's Altera arm for $4bn", "",
			"acquisition agreed Qualcomm=acquirer Intel=partner Altera=target "
			"4000000000" },
		{ "Jabil to buy ZT Systems' server business from AMD for $1bn", "",
			"acquisition agreed Jabil=acquirer ZT Systems=target AMD=partner "
			"1000000000" },
		{ "Intel to sell a majority stake in Altera to Silver Lake for $4bn", "",
			"stake agreed Intel=partner Altera=target Silver Lake=investor "
			"4000000000" },
		{ "Intel may sell half of Altera",
			"KKR is close to a deal to buy a majority stake in Intel's Altera.",
			"stake talks Intel=partner Altera=target KKR=investor" },
		{ "Amazon joins tech's borrowing rush with $9bn debt sale for AI", "",
			"debt closed Amazon=borrower 9000000000" },
		{ "SoftBank's $30bn OpenAI bet stirs worries over debt", "",
			"investment agreed SoftBank=investor OpenAI=target 30000000000" },
	};

	(void)state;
	check_all(cases, ARRAY_LEN(cases));
}

static void
what_is_signed_is_told_from_what_it_is_for(void **state)
{
	static const struct told cases[] = {
		{ "Nebius strikes $9bn Meta deal as it prepares for IPO", "",
			"compute agreed Nebius=supplier Meta=customer 9000000000" },
		{ "Hochtief, BlackRock launch €3bn data centre joint venture", "",
			"partnership agreed BlackRock=partner ACS=partner 3000000000" },
		{ "Publicis boosts AI marketing with $300mn Google deal", "",
			"partnership agreed Publicis=partner Google=partner 300000000" },
		{ "Anthropic and SAP partner in bid for bigger AI customers", "", "none" },
		{ "CoreWeave CEO explains why IPO was pulled", "",
			"funding-round collapsed CoreWeave=target" },
		{ "Lambda raises $2 billion in funding at $12 billion valuation", "",
			"funding-round closed Lambda=target 2000000000" },
		{ "Databricks acquires AI-powered Email Security Provider Quillfern", "",
			"acquisition agreed Databricks=acquirer Quillfern=target" },
		{ "AI Notetaker Quillfern raises $30M", "",
			"funding-round closed Quillfern=target 30000000" },
		{ "Google inks $2.5Bil deal with Nebius for AI cloud capacity", "",
			"compute agreed Google=customer Nebius=supplier 2500000000" },
		{ "Larkspur provides $40M loan to Lambda for its GPUs", "",
			"debt closed Larkspur=lender Lambda=borrower 40000000" },
		{ "Databricks talks to acquire Tessellate AI break down", "",
			"acquisition collapsed Databricks=acquirer Tessellate AI=target" },
	};

	(void)state;
	check_all(cases, ARRAY_LEN(cases));
}

static void
the_text_names_whom_the_title_does_not(void **state)
{
	static const struct told cases[] = {
		{ "Google backs AI startup building robot cooks",
			"Quillfern, founded by two former waiters, makes software for kitchens.",
			"investment closed Google=investor Quillfern=target" },
		{ "Nvidia in talks to invest $100 million in AI lab",
			"Cohere, which makes language models, has also spoken to others.",
			"investment talks Nvidia=investor Cohere=target 100000000" },
		{ "Asia's answer to OpenAI lands $300m from Samsung",
			"South Korean AI startup Quillfern has its first large backer.",
			"funding-round closed Samsung=investor Quillfern=target 300000000" },
		{ "Former OpenAI staff Sarah Nwafor and Peter Quistgaard raise $40 million for "
		  "their startup Tessellate AI",
			"", "funding-round closed Tessellate AI=target 40000000" },
		{ "DeepMind's Michael Quistgaard raises $200M for his new AI lab",
			"Tessellate AI, a British lab, has raised the money from funds.",
			"funding-round closed Tessellate AI=target 200000000" },
		{ "AI chip startup hits $3 billion valuation in seed round",
			"A young startup from the former head of hardware at Databricks has raised "
			"a seed round.",
			"funding-round closed" },
		/* the outlet speaks of itself */
		{ "Samsung apologises for weak profit as it struggles in AI chips",
			"The maker warned of it in July. Sign up for our newsletter on funding "
			"rounds and deals of Samsung and Nvidia.",
			"none" },
	};

	(void)state;
	check_all(cases, ARRAY_LEN(cases));
}

static void
whose_goods_and_whose_money(void **state)
{
	static const struct told cases[] = {
		{ "Meta signs $3bn contract with Nebius for Nvidia GPUs", "",
			"compute agreed Meta=customer Nebius=supplier 3000000000" },
		{ "Mistral AI may sign a $1 billion deal with Dell for servers with Nvidia's "
		  "Blackwell chips",
			"", "chip-supply talks Mistral=customer Dell=supplier 1000000000" },
		{ "Micron signs pact with AMD to supply HBM4", "",
			"chip-supply agreed Micron=supplier AMD=customer" },
		{ "Quillfern AI: €20 Million Raised To Build Robots", "",
			"funding-round closed Quillfern AI=target 20000000" },
		{ "Nvidia, Amazon back Mistral AI in $2 billion funding deal", "",
			"investment closed Amazon=investor Nvidia=investor Mistral=target "
			"2000000000" },
		{ "Citi supplies $1.5B for Texas data center leased to CoreWeave", "",
			"debt closed Citigroup=lender 1500000000" },
		{ "Databricks acquires Tessellate AI",
			"Databricks completed the acquisition of Tessellate AI on Monday.",
			"acquisition closed Databricks=acquirer Tessellate AI=target" },
	};

	(void)state;
	check_all(cases, ARRAY_LEN(cases));
}

static void
holders_vote_and_holdings_are_no_deals(void **state)
{
	static const struct told cases[] = {
		{ "Glean hits $8bn valuation with new $200m raise", "",
			"funding-round closed Glean=target 200000000" },
		{ "Glean reaches $8bn valuation, up from $5bn", "",
			"funding-round closed Glean=target" },
		{ "Core Scientific holders vote against CoreWeave's $7bn offer", "",
			"acquisition collapsed Core Scientific=target CoreWeave=acquirer "
			"7000000000" },
		{ "Nebius shareholders approve CoreWeave takeover", "",
			"acquisition agreed Nebius=target CoreWeave=acquirer" },
		{ "Short seller bets $2bn against CoreWeave and Nvidia", "", "none" },
		{ "OpenAI boss says it has $1.1tn in commitments", "", "none" },
		{ "AI coding tool Quillfern raises cash from OpenAI and Perplexity co-founders", "",
			"funding-round closed Quillfern=target" },
		{ "AI start-up Quillfern raises fresh funds from Nvidia", "",
			"funding-round closed Quillfern=target Nvidia=investor" },
		{ "$30m for voice AI start-up in crowded market", "",
			"funding-round closed 30000000" },
		{ "$30m for AI start-up founders who fail", "", "none" },
		{ "Denver quantum AI start-up closes $60m funding round", "",
			"funding-round closed 60000000" },
		{ "Nvidia bets on light", "Nvidia said that it's investing $1bn in Lumentum.",
			"investment agreed Nvidia=investor Lumentum=target 1000000000" },
		{ "Ministers back Musk's xAI in data centre lawsuit", "", "none" },
		{ "Crusoe breaks ground on $2bn data centre project in Harlow County", "", "none" },
		{ "Meta signs solar power deal with Engie in Oulunkyla, Finland", "",
			"compute agreed Meta=customer Engie=supplier" },
		{ "Nvidia to Invest $3 Billion in Lidar Sensor Companies", "",
			"investment agreed Nvidia=investor 3000000000" },
		{ "Meta and Google to spend $300bn on AI this year", "", "none" },
		{ "Anthropic to pay Oracle $4bn a year", "",
			"compute agreed Anthropic=customer Oracle=supplier 4000000000" },
		{ "Nvidia and Novartis to spend $2bn on joint AI drug lab", "",
			"partnership agreed Novartis=partner Nvidia=partner 2000000000" },
		{ "Meta will use tens of thousands of Nvidia chips", "",
			"chip-supply agreed Meta=customer Nvidia=supplier" },
		{ "NVDA reveals $3bn stake in Nebius, Nvidia's neighbour", "",
			"stake agreed Nvidia=investor Nebius=target 3000000000" },
		{ "$APLD Applied Digital leases 90 MW to $CRWV", "",
			"compute agreed Applied Digital=supplier CoreWeave=customer" },
		{ "AI start-up Glean in fresh funding talks at $9bn value", "",
			"funding-round talks Glean=target" },
		{ "AI chip start-up raises $40m to challenge Nvidia", "",
			"funding-round closed 40000000" },
		{ "Month-old AI start-up raises $90m",
			"A start-up begun by former Meta and Google researchers has raised $90m "
			"in a seed round.",
			"funding-round closed 90000000" },
		{ "OpenAI Boss Seeks Blessing to Raise Billions for Chip Plants", "",
			"funding-round talks OpenAI=target" },
	};

	(void)state;
	check_all(cases, ARRAY_LEN(cases));
}

static void
people_who_stand_for_a_company(void **state)
{
	static const struct told cases[] = {
		{ "OpenAI buys Jony Ive's design start-up for $6bn", "",
			"acquisition agreed OpenAI=acquirer io=target 6000000000" },
		{ "Mira Murati's AI start-up raises $900m", "",
			"funding-round closed Thinking Machines Lab=target 900000000" },
		{ "Mira Murati's AI start-up Quillfern raises $900m", "",
			"funding-round closed Quillfern=target 900000000" },
		{ "Jeff Bezos's rocket start-up raises $900m", "", "none" },
		{ "Gautam Adani, Google to build $9bn AI data centre", "",
			"compute agreed Google=customer Adani=supplier 9000000000" },
		{ "OpenAI joins forces with Jony Ive in $6bn deal", "",
			"partnership agreed OpenAI=partner io=partner 6000000000" },
		{ "Buffett's successor, Greg Abel, just poured $9bn into this AI stock", "",
			"investment closed Berkshire Hathaway=investor 9000000000" },
		{ "Jensen Huang, Google at odds over $9bn AI data centre plan", "", "none" },
	};

	(void)state;
	check_all(cases, ARRAY_LEN(cases));
}

static void
who_else_is_in_it(void **state)
{
	static const struct told cases[] = {
		{ "Quillfern AI secures $90m in latest round, AMD joins as investor", "",
			"funding-round closed Quillfern AI=target AMD=investor 90000000" },
		{ "Linde invests $90m in Texas to back Micron's chip production", "",
			"investment closed Linde=investor Micron=target 90000000" },
		{ "Apollo wraps up $9bn of debt to buy AI chips for xAI", "",
			"debt closed Apollo=lender xAI=borrower 9000000000" },
		{ "Intel may sell a stake in its Altera unit",
			"Silver Lake is in talks to buy a stake in Altera, people said.",
			"stake talks Intel=partner Altera=target Silver Lake=investor" },
		{ "Quillfern AI raises $9m from their VC", "",
			"funding-round closed Quillfern AI=target 9000000" },
		{ "Lab of Anthropic, xAI alums raises $90m seed round", "",
			"funding-round closed 90000000" },
		{ "Oracle's $300 Billion AI Deal Raises Debt Concerns", "",
			"compute agreed Oracle=supplier 300000000000" },
		{ "Larkspur denies report of its $2bn purchase of Tessellate AI", "",
			"acquisition denied Larkspur=acquirer Tessellate AI=target 2000000000" },
		{ "Larkspur Cloud buys Tessellate AI",
			"Larkspur will pay $2.1bn for Tessellate AI.",
			"acquisition agreed Larkspur Cloud=acquirer Tessellate AI=target "
			"2100000000" },
		{ "Meta picks Pimco and Blue Owl for $9bn data centre financing", "",
			"debt agreed Meta=borrower Pimco=lender Blue Owl=lender 9000000000" },
		{ "Meta picks Mubadala and Blue Owl for $9bn data centre financing", "",
			"debt agreed Meta=borrower Mubadala=lender Blue Owl=lender 9000000000" },
		{ "Nvidia to sell its Larkspur unit to SoftBank for $2bn", "",
			"acquisition agreed Nvidia=partner Larkspur=target SoftBank=acquirer "
			"2000000000" },
		{ "Constellation soars 9% on Microsoft nuclear pact", "",
			"compute agreed Constellation=supplier Microsoft=customer" },
		{ "Anthropic signs $90m deal to bring its models to Snowflake's users", "",
			"partnership agreed Anthropic=partner Snowflake=partner 90000000" },
		{ "Old nuclear reactor to restart to power Microsoft's AI",
			"Constellation Energy will bring it back by 2028.",
			"compute agreed Microsoft=customer Constellation=supplier" },
		{ "Firmus raises $300m for AI factory", "The A$300m will buy chips.",
			"funding-round closed Firmus=target 300000000 AUD" },
		{ "TeraWulf jumps on Fluidstack lease", "",
			"compute agreed TeraWulf=supplier Fluidstack=customer" },
		{ "Google is to buy a clean-energy developer outright to power AI", "",
			"acquisition agreed Google=acquirer" },
		{ "New York Times licenses its articles to Amazon for $20m a year", "",
			"licensing agreed New York Times=licensor Amazon=licensee 20000000" },
		{ "Amazon draws AI pictures of gadgets you cannot buy", "", "none" },
		{ "Apple picks Google's Gemini to power its assistant", "",
			"compute agreed Apple=customer Google=supplier" },
		{ "Nancy Pelosi discloses purchase of Nvidia call options", "", "none" },
		{ "OpenAI's close partner Cerebras heads for a blockbuster IPO", "",
			"funding-round agreed Cerebras=target" },
		{ "xAI mulls share sale after its Google deal", "",
			"funding-round talks xAI=target" },
		{ "Google asks shareholders for $9bn to fund AI",
			"Berkshire Hathaway is buying Google's shares in the offering.",
			"funding-round agreed Google=target Berkshire Hathaway=investor "
			"9000000000" },
		{ "Nvidia qualifies Micron for HBM4 supply", "",
			"chip-supply agreed Nvidia=customer Micron=supplier" },
		{ "US approves Nvidia's chip sales to China", "", "none" },
		{ "OpenAI and Greece partner to bring ChatGPT to all teachers", "",
			"partnership agreed OpenAI=partner Greece=partner" },
		{ "OpenAI and Greece partner on AI in schools", "", "none" },
		{ "Walmart boosts AI marketing with $90m Anthropic deal", "",
			"partnership agreed Walmart=partner Anthropic=partner 90000000" },
		{ "Quillfern AI hits $2bn value in $90m round", "",
			"funding-round closed Quillfern AI=target 90000000" },
		{ "Amazon will draw AI gadgets that you can't buy", "", "none" },
		{ "Cerebras explains why its IPO was pulled", "",
			"funding-round collapsed Cerebras=target" },
	};

	(void)state;
	check_all(cases, ARRAY_LEN(cases));
}

static void
tenants_and_who_lets_to_them(void **state)
{
	static const struct told cases[] = {
		{ "Vexley secures AI tenant Quillnet for Quebec data center", "",
			"compute agreed Vexley=supplier Quillnet=customer" },
		{ "Bitcoin miner Tarnwick signs AI tenant Orrery in $900m, 12-year lease", "",
			"compute agreed Tarnwick=supplier Orrery=customer 900000000" },
		{ "Ashgrove lands anchor tenant Lumenal AI for 200MW data centre", "",
			"compute agreed Ashgrove=supplier Lumenal AI=customer" },
		{ "Tarnwick Lands AI Tenant Orrery for Ohio Site", "",
			"compute agreed Tarnwick=supplier Orrery=customer" },
		{ "Cipher Mining lands anchor tenant Fluidstack for Texas site", "",
			"compute agreed Cipher Mining=supplier Fluidstack=customer" },
		{ "Northmere signs AI tenant Brightwell for new data centre",
			"Northmere Data Centres has let all 60 megawatts of its site to Brightwell "
			"Compute for about £500 million.",
			"compute agreed Northmere Data Centres=supplier Brightwell "
			"Compute=customer "
			"500000000" },
		{ "Landlord Larkspur signs tenant Northmere at Boston tower", "", "none" },
		{ "Anchor tenant Orrery walks away from Tarnwick AI campus", "", "none" },
		{ "City signs tenant rights bill", "", "none" },
	};

	(void)state;
	check_all(cases, ARRAY_LEN(cases));
}

static void
what_speaks_of_a_deal_in_passing(void **state)
{
	static const char *const titles[] = {
		("Larkspur Wealth Advisors LLC sells 4,210 shares of NVIDIA Corporation "
		 "(NASDAQ:NVDA)"),
		"Anthropic spends $50 million on charity",
		"Rocket maker Larkspur raises $90 million to hire people, not AI",
		"Nvidia ships new driver ahead of Cerebras IPO",
		"Court rejects xAI bid to dismiss OpenAI suit",
		"Salesforce bets big on AI agents at Dreamforce",
		"AI stocks draw bold bets by top funds",
		"Meta bets on AI agents with new lab",
		"Venture firm Larkspur gathers $1bn to back AI founders",
		"Nvidia's stake in CoreWeave is now worth $3bn",
		"Google to add Gemini to Samsung phones",
		"Oracle and Nvidia to share stage at AI conference",
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(titles); i++)
		check(titles[i], "", "none");
	check("What machines do to the firms of yesterday",
		"The AI boom that has poured $90bn into OpenAI and Anthropic leaves older firms "
		"behind.",
		"none");
}

static void
ends_and_denials_told_sideways(void **state)
{
	static const struct told cases[] = {
		{ "Nvidia to buy Tessellate AI", "The company denied the report.",
			"acquisition denied Nvidia=acquirer Tessellate AI=target" },
		{ "OpenAI's Windsurf deal is off", "",
			"acquisition collapsed OpenAI=acquirer Windsurf=target" },
		{ "OpenAI's Microsoft deal is off", "",
			"compute collapsed OpenAI=customer Microsoft=supplier" },
		{ "Cerebras shares double in Nasdaq debut", "",
			"funding-round closed Cerebras=target" },
		{ "AMD wraps up Tessellate AI purchase", "",
			"acquisition closed AMD=acquirer Tessellate AI=target" },
		{ "OpenAI says it isn't buying Tessellate AI", "",
			"acquisition denied OpenAI=acquirer Tessellate AI=target" },
		{ "Meta isn't in talks to buy Tessellate AI, Zuckerberg says", "",
			"acquisition denied Meta=acquirer Tessellate AI=target" },
		{ "Nvidia has no plans to buy Tessellate AI", "",
			"acquisition denied Nvidia=acquirer Tessellate AI=target" },
		{ "SoftBank never planned to buy Tessellate AI", "",
			"acquisition denied SoftBank=acquirer Tessellate AI=target" },
		{ "Anthropic isn't raising $5 billion, says Amodei", "",
			"funding-round denied Anthropic=target 5000000000" },
		{ "TSMC says it is not discussing stake in Intel", "",
			"stake denied TSMC=investor Intel=target" },
		{ "Report that Meta will buy Tessellate AI is inaccurate, company says", "",
			"acquisition denied Meta=acquirer Tessellate AI=target" },
		{ "Samsung calls reports of Perplexity investment groundless", "",
			"investment denied Samsung=investor Perplexity=target" },
		{ "Musk denies report that xAI is raising money",
			"xAI is in talks to raise $12 billion, Reuters reported on Monday.",
			"funding-round denied xAI=target 12000000000" },
		/* what is denied is something else */
		{ "OpenAI denies wrongdoing as it closes $40bn round", "",
			"funding-round closed OpenAI=target 40000000000" },
		{ "Nvidia to invest $5bn in Intel, says it has no plans to use its foundry", "",
			"investment agreed Nvidia=investor Intel=target 5000000000" },
		{ "Nvidia isn't only selling chips, it is investing $2bn in Intel", "",
			"investment agreed Nvidia=investor Intel=target 2000000000" },
		{ "OpenAI, not Microsoft, will buy $10bn of chips from AMD", "",
			"chip-supply agreed OpenAI=customer AMD=supplier 10000000000" },
	};

	(void)state;
	check_all(cases, ARRAY_LEN(cases));
}

/* However much else stands before it: what cannot be background takes no room from what is. */
static void
background_is_found_behind_much_else(void **state)
{
	static const char *const others[] = { "Mistral is valued at $14 billion.",
		"The company raised its prices." };
	struct arena *arena = arena_new();
	struct verdict verdict;
	struct str text;

	(void)state;
	str_init(&text, 1 << 16);
	for (unsigned i = 0; i < 2 * FRAMES_MAX; i++)
		str_printf(&text, "%s ", others[i % ARRAY_LEN(others)]);
	str_puts(&text, "Microsoft has invested $13 billion in OpenAI.");
	judge_for(topics, "Nvidia to invest $2 billion in xAI", text.text, arena, &verdict);
	assert_true(verdict.relevant);
	assert_int_equal(verdict.n_background, 1);
	assert_non_null(deal_party(&verdict.background[0], "Microsoft"));
	str_clear(&text);
	arena_free(arena);
}

static void
background_is_kept_apart(void **state)
{
	struct arena *arena = arena_new();
	struct verdict verdict;

	(void)state;
	judge_for(topics, "Google in talks to invest $5bn in Anthropic",
		"Google is in talks to invest $5bn in Anthropic, Reuters first reported.\n"
		"The start-up would use Google's TPUs.\n"
		"Microsoft already invested $13bn in OpenAI.\n",
		arena, &verdict);
	assert_true(verdict.relevant);
	assert_int_equal(verdict.deal.amount.value, INT64_C(5000000000));
	assert_string_equal(verdict.deal.first_reported_by, "Reuters");
	assert_int_equal(verdict.n_background, 1);
	assert_int_equal(verdict.background[0].kind, KIND_INVESTMENT);
	assert_non_null(deal_party(&verdict.background[0], "Microsoft"));
	assert_int_equal(verdict.background[0].amount.value, INT64_C(13000000000));
	arena_free(arena);
}

/* "With …, X has": X goes on, alone; "From Y, X and Z": they all do. */
static void
a_sentence_is_of_whom_its_main_clause_is(void **state)
{
	struct arena *arena = arena_new();
	struct verdict verdict;

	(void)state;
	judge_for(topics, "OpenAI to rent computing from Amazon for $20bn",
		"With the contract to rent computing from Amazon, OpenAI has promised to spend "
		"$500bn. It earlier signed a $90bn contract with Oracle.\n",
		arena, &verdict);
	assert_int_equal(verdict.n_background, 1);
	assert_int_equal(verdict.background[0].n_parties, 2);
	assert_non_null(deal_party(&verdict.background[0], "OpenAI"));
	assert_non_null(deal_party(&verdict.background[0], "Oracle"));
	judge_for(topics, "Google in talks to invest $5bn in Anthropic",
		"In March, OpenAI invested $350m in CoreWeave, a deal that made the two firms "
		"closer and lifted the value of OpenAI's stake.\n",
		arena, &verdict);
	assert_int_equal(verdict.n_background, 1); /* "a deal that", "the value of" look back */
	assert_int_equal(verdict.background[0].kind, KIND_INVESTMENT);
	judge_for(topics, "Mistral AI raises $2bn",
		"After Nvidia, Oracle and Intel invested $2bn in "
		"Mistral AI, the start-up is hiring.\n",
		arena, &verdict);
	assert_non_null(deal_party(&verdict.deal, "Nvidia"));
	assert_non_null(deal_party(&verdict.deal, "Intel"));
	arena_free(arena);
}

/* What only its topic keeps from being news may be a step of a deal that is known. */
static void
a_deal_that_nothing_ties_to_the_topic_is_faint(void **state)
{
	static const struct {
		const char *title;
		bool relevant, faint;
	} cases[] = {
		{ "SoftBank completes Helio investment", false, true },
		{ "Broadline Systems to acquire Corvus Widgets for $1.4bn", false, true },
		{ "Quillon denies Apple acquisition talks", false, true },
		{ "Broadline Systems to acquire AI start-up Corvus", true, false },
		{ "Broadline Systems opens a new office in Leeds", false, false },
		{ "Why Broadline wants Corvus", false, false },
	};
	struct arena *arena = arena_new();

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct verdict verdict;

		judge_for(topics, cases[i].title, "", arena, &verdict);
		if (verdict.relevant != cases[i].relevant || verdict.faint != cases[i].faint)
			fail_msg("\"%s\": relevant %d, faint %d", cases[i].title, verdict.relevant,
				verdict.faint);
	}
	arena_free(arena);
}

static void
a_look_back_at_many_deals_is_none(void **state)
{
	(void)state;
	check("The year in AI deals",
		"From Nvidia's $100bn for OpenAI to Meta's $14.3bn for Scale AI, it was the year "
		"of "
		"the megadeal.",
		"none");
	check("The week in AI: Meta buys Tessellate AI, and what else happened", "", "none");
}

static void
a_watch_wants_what_it_names(void **state)
{
	static const char *const exclude[] = { "black friday" }, *const companies[] = {
		"Anthropic"
	};
	const struct amount billion = { .value = 1000000000, .usd = 1000000000, .currency = "USD" };
	const struct watch watches[] = {
		{ .name = "all", .topics = topics, .n_topics = 1, .kinds = ~0u },
		{ .name = "debt", .topics = topics, .n_topics = 1, .kinds = 1u << KIND_DEBT },
		{ .name = "big",
			.topics = topics,
			.n_topics = 1,
			.kinds = ~0u,
			.min_amount = billion },
		{ .name = "other",
			.topics = topics,
			.n_topics = 1,
			.kinds = ~0u,
			.companies = companies,
			.n_companies = 1 },
		{ .name = "not",
			.topics = topics,
			.n_topics = 1,
			.kinds = ~0u,
			.exclude = exclude,
			.n_exclude = 1 },
	};
	const struct story story = { .id = "1",
		.title = "Mistral AI raises $500m on Black Friday",
		.text = "",
		.url = "",
		.source = "Paper",
		.origin = "",
		.feed = "",
		.published = 1 };
	struct arena *arena = arena_new();
	struct verdict verdict;
	uint64_t wanted;

	(void)state;
	matcher_judge(matcher, &story, watches, ARRAY_LEN(watches), arena, &verdict, &wanted);
	assert_int_equal(wanted, 1);
	arena_free(arena);
}

/* Gives one sentence of the text after the other. */
struct sentences {
	struct story_tail tail;
	const char *const *list;
	size_t n, given;
};

static bool
next_sentence(struct story_tail *tail, struct str *out)
{
	struct sentences *sentences = (struct sentences *)tail;

	str_printf(out, "%s%s", sentences->given ? "\n\n" : "", sentences->list[sentences->given]);
	return ++sentences->given < sentences->n;
}

static void
reads_no_more_of_a_story_than_it_needs(void **state)
{
	static const char *const talk[] = { "The chief executive spoke for an hour about models.",
		"People in the hall were served coffee and cakes all day long.",
		"The weather was fine and the garden was open to everybody who came by.",
		"In the evening there was music by a quartet from the next town.",
		"Nobody asked for more of it than that, and all went home in time.",
		"The next meeting will be held in spring at a place that is to be named." };
	static const char *const deal[] = { "Amazon is to invest $10bn in OpenAI.",
		"The round closes in spring.", "Both want to build chips.",
		"They spoke of it for months.", "Lawyers were busy with it for all that time.",
		"The talks were first reported by Reuters." };
	const struct watch watch = { .name = "w", .topics = topics, .n_topics = 1, .kinds = ~0u };
	struct sentences tail = { { next_sentence }, talk, ARRAY_LEN(talk), 0 };
	struct story story = { .title = "OpenAI holds a day for developers",
		.text = "",
		.tail = &tail.tail,
		.url = "",
		.source = "Paper",
		.origin = "" };
	struct arena *arena = arena_new();
	struct verdict verdict;
	uint64_t wanted;

	(void)state;
	matcher_judge(matcher, &story, &watch, 1, arena, &verdict, &wanted);
	assert_false(verdict.relevant);
	assert_in_range(tail.given, 3, 4);
	tail = (struct sentences){ { next_sentence }, deal, ARRAY_LEN(deal), 0 };
	story.title = "Amazon to invest $10bn in OpenAI";
	matcher_judge(matcher, &story, &watch, 1, arena, &verdict, &wanted);
	assert_true(verdict.relevant);
	assert_int_equal(tail.given, ARRAY_LEN(deal));
	assert_string_equal(verdict.deal.first_reported_by, "Reuters");
	arena_free(arena);
}

static void
another_sector_is_other_files(void **state)
{
	static const char *const biotech[] = { "biotech" };
	static const char *const titles[] = {
		"Pfizer to buy obesity drug maker Quillfern for $4bn",
		"Novartis licenses RNA drug from Quillfern Therapeutics for $200m upfront",
	};
	struct arena *arena = arena_new();
	struct verdict verdict;

	(void)state;
	assert_true(lexicon_has_topic(lexicon, "biotech"));
	for (size_t i = 0; i < ARRAY_LEN(titles); i++) {
		judge_for(biotech, titles[i], "", arena, &verdict);
		if (!verdict.relevant)
			fail_msg("'%s' is no deal of biotech", titles[i]);
		judge_for(topics, titles[i], "", arena, &verdict);
		if (verdict.relevant)
			fail_msg("'%s' is a deal of ai", titles[i]);
	}
	judge_for(biotech, "OpenAI raises $10bn for AI", "", arena, &verdict);
	assert_false(verdict.relevant);
	arena_free(arena);
}

static void
the_time_is_linear(void **state)
{
	static const char *const pieces[] = { "it ", "Amazon to buy ", "$5bn ", "(", "in talks ",
		"AI ", "and, " };
	struct arena *arena = arena_new();
	struct verdict verdict;
	struct str text;

	(void)state;
	str_init(&text, 1 << 19);
	for (size_t i = 0; i < ARRAY_LEN(pieces); i++) {
		str_reset(&text);
		while (!text.cut)
			str_puts(&text, pieces[i]);
		text.cut = false;
		judge_for(topics, text.text, text.text, arena, &verdict);
		arena_reset(arena);
	}
	str_clear(&text);
	arena_free(arena);
}

static void
a_word_that_is_folded_to_nothing_is_fine(void **state)
{
	struct arena *arena = arena_new();
	struct verdict verdict;

	(void)state;
	judge_for(topics, "\xff'", "\xff' raises $5m", arena, &verdict);
	judge_for(topics, "\xd8\xa7\xcc\x81'", "\xc2\xad'", arena, &verdict);
	arena_free(arena);
}

static void
explain_tells_a_person_why(void **state)
{
	const struct watch watch = { .name = "w", .topics = topics, .n_topics = 1, .kinds = ~0u };
	const struct story story = { .id = "1",
		.title = "Mistral AI raises $500m",
		.text = "",
		.url = "",
		.source = "Paper",
		.origin = "",
		.feed = "",
		.published = 1 };
	struct str out;

	(void)state;
	str_init(&out, 1 << 16);
	matcher_explain(matcher, &story, &watch, 1, &out);
	assert_non_null(strstr(out.text, "A DEAL"));
	assert_non_null(strstr(out.text, "Mistral (target)"));
	assert_non_null(strstr(out.text, "verb.raise"));
	/* What is listed adds up to what decides. */
	double sum = 0, points = 0;
	const char *line = strchr(out.text, '+'), *end = strstr(out.text, "together");

	assert_non_null(end);
	for (; line < end; line = strchr(line, '\n') + 1) {
		sum += points;
		points = strtod(line, NULL);
	}
	assert_true(points > 0);
	assert_true(fabs(sum - points) < 0.05); /* each is rounded */
	str_clear(&out);
}

/* Power is signed for by who needs it for computing, whatever their site is called. */
static void
power_for_computing(void **state)
{
	static const struct told cases[] = {
		{ "Pelham Power enters long-term energy supply agreement with Meta in Ohio", "",
			"compute agreed Pelham Power=supplier Meta=customer" },
		{ "Vistra signs 300MW power supply deal with data center developer in Texas", "",
			"compute agreed Vistra=supplier" },
		{ "Pelham Gas Services to supply 90MW of gas power to Ohio data center", "",
			"compute agreed Pelham Gas Services=supplier" },
		{ "Duke Energy Florida to supply 1.1GW to data centers", "",
			"compute agreed Duke Energy=supplier" },
		{ "Enbridge developing 400-MW solar park for Meta data centers", "",
			"compute agreed Enbridge=supplier Meta=customer" },
		{ "Engie signs 12-year wind power purchase agreement with Google", "",
			"compute agreed Engie=supplier Google=customer" },
		{ "Enbridge signs gas supply agreement with German utility", "", "none" },
		{ "Exelon plans $40bn grid expansion in Midwest to serve data center demand", "",
			"none" },
		{ "Utilities race to supply gas power to data centers", "", "none" },
		{ "SK Hynix's $5bn HBM project gets its permits", "", "none" },
	};

	(void)state;
	check_all(cases, ARRAY_LEN(cases));
}

/* An outlet with dollars of its own gives US dollars behind another currency. */
static void
a_sum_told_twice_says_whose_dollars(void **state)
{
	static const struct {
		const char *text;
		const char *currency;
	} cases[] = {
		{ "The AI chip start-up raised HK$7.8 billion ($1 billion).", "USD" },
		{ "The AI chip start-up raised 1 billion Australian dollars.", "AUD" },
		{ "The AI chip start-up raised it in a round.", "AUD" },
	};
	struct arena *arena = arena_new();
	uint64_t wanted;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		const struct watch watch = {
			.name = "w", .topics = topics, .n_topics = 1, .kinds = ~0u
		};
		const struct story story = { .id = "1",
			.title = "AI chip start-up Larkspur raises $1 billion",
			.text = cases[i].text,
			.url = "",
			.source = "AFR",
			.origin = "",
			.feed = "",
			.published = 1 };
		struct verdict verdict;

		matcher_judge(matcher, &story, &watch, 1, arena, &verdict, &wanted);
		assert_true(verdict.relevant);
		assert_string_equal(verdict.deal.amount.currency, cases[i].currency);
	}
	arena_free(arena);
}

/* A company is bought whole, in whatever words. */
static void
companies_bought_whole(void **state)
{
	static const struct told cases[] = {
		{ "Blackstone takes data centre operator Larkspur private for $4bn", "",
			"acquisition agreed Blackstone=acquirer Larkspur=target 4000000000" },
		{ "SoftBank to take Digital Realty private in $9bn deal", "",
			"acquisition agreed SoftBank=acquirer Digital Realty=target 9000000000" },
		{ "Blackstone and CPP buy full control of AirTrunk for $9bn", "",
			"acquisition agreed CPP Investments=acquirer Blackstone=acquirer "
			"AirTrunk=target 9000000000" },
		{ "Brookfield seeks to fully own data centre firm Larkspur in $3bn deal", "",
			"acquisition talks Brookfield=acquirer Larkspur=target 3000000000" },
		{ "EQT weighs $15bn sale of EdgeConneX", "",
			"acquisition talks EQT=partner EdgeConneX=target 15000000000" },
		{ "AI chip start-up Larkspur draws takeover interest from Intel and Broadcom", "",
			"acquisition talks Larkspur=target Intel=acquirer Broadcom=acquirer" },
		{ "Marvell bolsters AI networking business with $3bn Larkspur deal", "",
			"acquisition agreed Marvell=acquirer Larkspur=target 3000000000" },
		{ "Synopsys sells AI processor IP unit to GlobalFoundries", "",
			"acquisition agreed Synopsys=partner GlobalFoundries=acquirer" },
		{ "CoreWeave expands AI cloud with $3bn Larkspur deal", "",
			"compute agreed CoreWeave=supplier Larkspur=customer 3000000000" },
		{ "AMD sells AI processors to HSBC's Asian unit", "",
			"chip-supply agreed AMD=supplier HSBC=customer" },
		{ "SoftBank explores sale of Nvidia stake for $5bn", "",
			"stake talks SoftBank=investor Nvidia=target 5000000000" },
	};

	(void)state;
	check_all(cases, ARRAY_LEN(cases));
}

/* What is to be bought, rented or built, told by a second verb or by none. */
static void
goods_told_by_plans(void **state)
{
	static const struct told cases[] = {
		{ "Alibaba plans 90,000 Huawei chips for new data centre", "",
			"chip-supply talks Alibaba=customer Huawei=supplier" },
		{ "ByteDance plans big Cambricon chip order to cut reliance on Nvidia", "",
			"chip-supply talks ByteDance=customer Cambricon=supplier" },
		{ "Meta invests $2 billion to rent servers fitted with AMD chips from Nebius", "",
			"compute agreed Meta=customer Nebius=supplier 2000000000" },
		{ "Mistral AI teams up with Brookfield to build data centre in France", "",
			"compute agreed Mistral=customer Brookfield=supplier" },
		{ "Anthropic partners with Larkspur to develop AI data centers", "",
			"compute agreed Anthropic=customer Larkspur=supplier" },
		{ "Nvidia books half of Amkor's packaging capacity", "",
			"chip-supply agreed Nvidia=customer Amkor=supplier" },
		{ "Siemens partners with Microsoft to build cloud tools", "", "none" },
		{ "Huawei plans 3 new AI chips to rival Nvidia", "", "none" },
		{ "Samsung plans AI chip event with Nvidia chief", "", "none" },
		{ "Dell launches servers equipped with Nvidia chips", "", "none" },
	};

	(void)state;
	check_all(cases, ARRAY_LEN(cases));
}

/* Who lends, who is wanted, and who only builds: told by a second verb, a noun before the name or the lead. */
static void
lenders_and_buyers_by_the_way(void **state)
{
	static const struct told cases[] = {
		{ "Meta picks Apollo and KKR to finance $20bn AI data centre in Ohio", "",
			"debt agreed Meta=borrower KKR=lender Apollo=lender 20000000000" },
		{ "Citigroup, Barclays lead $5bn funding for CoreWeave data center", "",
			"debt closed Barclays=lender Citigroup=lender CoreWeave=borrower "
			"5000000000" },
		{ "Amazon's $9bn deal is a milestone for private credit",
			"Private credit firms secure a $9bn financing deal for Amazon's data "
			"center, led by Apollo.",
			"debt agreed Amazon=borrower Apollo=lender 9000000000" },
		{ "CoreWeave fails to raise $3bn of debt for Ohio data centre", "",
			"debt collapsed CoreWeave=borrower 3000000000" },
		{ "Larkspur AI lines up $500m loan backed by Nvidia chips", "",
			"debt closed Larkspur AI=borrower 500000000" },
		{ "Lambda lands $500m debt deal backed by Nvidia GPUs, led by Macquarie", "",
			"debt closed Lambda=borrower Macquarie=lender 500000000" },
		{ "Vantage Data Centers refinances $3bn of debt", "",
			"debt closed Vantage Data Centers=borrower 3000000000" },
		{ "Nvidia takes $2bn convertible-bond stake in Coherent", "",
			"investment agreed Nvidia=investor Coherent=target 2000000000" },
		{ "Intel, Broadcom reportedly eye AI chip maker Larkspur", "",
			"acquisition talks Broadcom=acquirer Intel=acquirer Larkspur=target" },
		{ "KKR teams up with GIC to buy data centre operator AirTrunk", "",
			"acquisition agreed GIC=acquirer KKR=acquirer AirTrunk=target" },
		{ "GIC joins KKR's $10bn AirTrunk data-centre deal", "",
			"acquisition agreed GIC=acquirer KKR=acquirer AirTrunk=target "
			"10000000000" },
		{ "Pelham Power announces agreement for Vistra to supply 900 MW data center campus",
			"", "compute agreed Pelham Power=customer Vistra=supplier" },
		{ "Nvidia's $5bn Intel investment fails to lift chip shares", "",
			"investment agreed Nvidia=investor Intel=target 5000000000" },
		{ "Pelham Power still has no data-center contract with Meta", "", "none" },
		{ "M&A, Nvidia, GPUs, partnerships, APAC", "", "none" },
		{ "Investors eye AI chip makers' earnings", "", "none" },
		{ "Banks lead gains as AI data center stocks slip", "", "none" },
	};

	(void)state;
	check_all(cases, ARRAY_LEN(cases));
}

/* Sites change hands as firms do; what a sum buys stands behind it. */
static void
sites_and_what_is_paid_for_them(void **state)
{
	static const struct told cases[] = {
		{ "Digital Realty sells two Ohio data centers for $900m to Brookfield", "",
			"acquisition agreed Digital Realty=partner Brookfield=acquirer 900000000" },
		{ "Equinix to buy three data centres from Larkspur Telecom", "",
			"acquisition agreed Equinix=acquirer Larkspur Telecom=partner" },
		{ "Digital Realty sells data center capacity to Meta", "",
			"compute agreed Digital Realty=supplier Meta=customer" },
		{ "Eaton to buy Larkspur's cooling business for $9.5bn in AI data center push", "",
			"acquisition agreed Eaton=acquirer Larkspur=partner 9500000000" },
		{ "Macquarie commits $5bn to Applied Digital's AI data centers", "",
			"investment agreed Macquarie=investor Applied Digital=target 5000000000" },
		{ "Nscale to deploy 52,000 Nvidia GPUs at Ohio campus for Microsoft", "",
			"compute agreed Nscale=supplier Microsoft=customer" },
		{ "CoreWeave in talks with banks for $5bn loan to buy Nvidia chips", "",
			"debt talks CoreWeave=borrower 5000000000" },
		{ "ESR explores sale of stake in data centre platform", "",
			"stake talks ESR=investor" },
		{ "Meta buys land for data center in Ohio", "", "none" },
		{ "Fund manager sells data centre shares to pension savers", "", "none" },
		{ "Larkspur buys cloud accounting tools for its staff", "", "none" },
	};

	(void)state;
	check_all(cases, ARRAY_LEN(cases));
}

/* Ventures, sites and makers: what is told of them by the way. */
static void
ventures_and_makers(void **state)
{
	static const struct told cases[] = {
		{ "Iberdrola and Larkspur create a joint venture to build data centres in Spain",
			"", "partnership agreed Larkspur=partner Iberdrola=partner" },
		{ "Deutsche Telekom and Schwarz Group to build AI data centre", "",
			"partnership agreed Schwarz Group=partner Deutsche Telekom=partner" },
		{ "Hut 8 jumps on Ohio AI data center lease", "", "compute agreed Hut 8=supplier" },
		{ "SK Hynix eyes Intel for HBM base dies", "",
			"chip-supply talks SK Hynix=customer Intel=supplier" },
		{ "Alibaba to supply AI chips to Chinese telecom giant", "",
			"chip-supply agreed Alibaba=supplier" },
		{ "Kunlunxin seeks $50B Hong Kong IPO valuation", "",
			"funding-round talks Kunlunxin=target" },
		{ "TeraWulf to raise $500 million for AI data center",
			"TeraWulf plans to sell $500 million of convertible notes.",
			"debt agreed TeraWulf=borrower 500000000" },
		{ "SoftBank expands AI portfolio with $6.5bn Ampere deal", "",
			"acquisition agreed SoftBank=acquirer Ampere=target 6500000000" },
		{ "Nvidia backing $100 billion in financing for OpenAI data center", "",
			"debt agreed Nvidia=lender OpenAI=borrower 100000000000" },
		{ "Nvidia to acquire Groq for $20bn",
			"Nvidia is in advanced talks to acquire Groq, people familiar said.",
			"acquisition talks Nvidia=acquirer Groq=target 20000000000" },
		{ "Nvidia to acquire Groq for $20bn",
			"Nvidia has agreed to acquire Groq. It was in talks to acquire it in May.",
			"acquisition agreed Nvidia=acquirer Groq=target 20000000000" },
		{ "Microsoft did not join OpenAI's $40bn round", "",
			"funding-round denied Microsoft=investor OpenAI=target 40000000000" },
		{ "AMD hands OpenAI option for 10% stake in chip deal", "",
			"stake agreed AMD=target OpenAI=investor" },
		{ "AMD gives OpenAI option to buy 10% stake", "",
			"stake agreed AMD=target OpenAI=investor" },
		{ "CoreWeave upsizes convertible offering to $2.25bn", "",
			"debt agreed CoreWeave=borrower 2250000000" },
		{ "OpenAI considered buying device start-up Larkspur", "",
			"acquisition talks OpenAI=acquirer Larkspur=target" },
		{ "Meta offers $10bn for half of Scale AI",
			"Meta is in talks to invest about $10bn in Scale AI.",
			"stake talks Scale AI=target Meta=investor 10000000000" },
		{ "Apple and Meta in bidding war for AI search start-up Perplexity", "",
			"acquisition talks Apple=acquirer Meta=acquirer Perplexity=target" },
		{ "Apple renews interest in Perplexity, $16bn bid prepared", "",
			"acquisition talks Apple=acquirer Perplexity=target 16000000000" },
		{ "SoftBank pauses talks to acquire data center operator Switch", "",
			"acquisition stalled SoftBank=acquirer Switch=target" },
		{ "SoftBank halts talks to acquire data center operator Switch", "",
			"acquisition collapsed SoftBank=acquirer Switch=target" },
		{ "Blackstone gets green light for £10bn data center in Ohio", "", "none" },
		{ "Pelham Power and Masdar sign PPA for 1 GW of new gas capacity", "", "none" },
		{ "Chevron, Exxon vie to power data centers", "", "none" },
		{ "Engie to power Amazon's warehouses in Spain", "", "none" },
		{ "Equinix teams up with Nvidia", "", "none" },
		{ "Samsung eyes Intel's lead in data center chips", "", "none" },
		{ "Larkspur Foods to supply snacks to Chinese telecom giant", "", "none" },
	};

	(void)state;
	check_all(cases, ARRAY_LEN(cases));
}

/* What a title says of the deal itself, and what only stands beside it. */
static void
titles_of_deals_and_their_lookalikes(void **state)
{
	static const struct told cases[] = {
		{ "Kioxia inks long-term supply agreements worth $4bn", "",
			"chip-supply agreed Kioxia=supplier 4000000000" },
		{ "Nvidia just piled $2 billion into Larkspur AI", "",
			"investment closed Nvidia=investor Larkspur AI=target 2000000000" },
		{ "Nscale launches joint venture for AI data centre", "",
			"compute agreed Nscale=supplier" },
		{ "KKR and Anthropic launch $2 billion AI services firm", "",
			"partnership agreed Anthropic=partner KKR=partner" },
		{ "SoftBank and OpenAI form new company to sell agents in Korea", "",
			"partnership agreed OpenAI=partner SoftBank=partner" },
		{ "OpenAI and Pelham sign $30 million partnership to teach AI in farming, "
		  "trade, and nursing",
			"", "partnership agreed Pelham=partner OpenAI=partner 30000000" },
		{ "Consortium offers $40bn to take control of Mistral AI", "",
			"acquisition talks Mistral=target 40000000000" },
		{ "Buys chips, sells Larkspur, OpenAI deal", "", /* nothing before the verb */
			"acquisition agreed Larkspur=target OpenAI=target" },
		{ "Google and Amazon launch new AI platform", "", "none" },
		{ "OpenAI hires Jane Larkspur as CRO to speed IPO plans", "", "none" },
		{ "IREN to expand Texas data center to 750MW", "", "none" },
		{ "Equinix reaffirms commitment to northern AI growth zone", "", "none" },
		{ "Google leads big tech in AI investments", "", "none" },
		{ "Samsung, Micron plan HBM price hike for next year", "", "none" },
		{ "OpenAI wraps $7B share sale ahead of potential IPO", "",
			"funding-round closed OpenAI=target 7000000000" },
		{ "Mistral's $6 billion fundraising drive tests Europe", "",
			"funding-round talks Mistral=target 6000000000" },
		{ "Applied Digital closes $2 billion of senior secured notes", "",
			"debt closed Applied Digital=borrower 2000000000" },
		{ "SoftBank selling stake in Wayve", "",
			"stake agreed SoftBank=partner Wayve=target" },
		{ "Brookfield and Bloom Energy sign $5 billion deal for AI data center power", "",
			"compute agreed Bloom Energy=supplier Brookfield=customer 5000000000" },
		{ "Nvidia joins AMD in investing $300 million in Wayve", "",
			"investment agreed Nvidia=investor AMD=investor Wayve=target 300000000" },
		{ "Google joins Microsoft and Pelham in betting $30 billion on Finland", "",
			"none" },
		{ "Nvidia drops $4B on photonics bet with Lumentum, Marvell", "",
			"investment agreed Nvidia=investor Lumentum=target Marvell=target "
			"4000000000" },
		{ "Meta about to seal $30 billion loan for Louisiana data centre", "",
			"debt talks Meta=borrower 30000000000" },
		{ "Firmus signs 12-year power deal with Pelham for AI campuses", "",
			"compute agreed Firmus=customer Pelham=supplier" },
		{ "Amazon invests $4 billion in Anthropic, an OpenAI rival", "",
			"investment agreed Amazon=investor Anthropic=target 4000000000" },
		{ "Cisco prices $5 billion of notes", "", "none" },
		{ "SoftBank sells $5.8 billion of Nvidia shares", "",
			"stake closed SoftBank=partner Nvidia=target 5800000000" },
		{ "OpenAI sells $6 billion of shares to SoftBank", "",
			"funding-round closed OpenAI=target SoftBank=investor 6000000000" },
		{ "Pension fund group strikes $9 billion Crusoe takeover", "",
			"acquisition agreed Crusoe=target 9000000000" },
		{ "Nvidia rival Etched books $1 billion in orders for its AI chip", "",
			"chip-supply agreed Etched=supplier 1000000000" },
		{ "Nvidia and Groq sign $20 billion licensing deal", "",
			"licensing agreed Groq=licensor Nvidia=licensee 20000000000" },
		{ "Qualcomm unveils data-center chips with Meta and Microsoft", "",
			"chip-supply agreed Qualcomm=supplier Meta=customer Microsoft=customer" },
		{ "Lila Sciences eyes $8.5b valuation, Larkspur's $5.4b", "",
			"funding-round talks Lila Sciences=target" },
		{ "Microsoft adds $5 billion to its OpenAI investment", "",
			"investment agreed Microsoft=investor OpenAI=target 5000000000" },
		{ "Lambda signs lease for 1 gigawatt across eight sites with Aligned", "",
			"compute agreed Lambda=customer Aligned Data Centers=supplier" },
		{ "AI start-up Larkspur secures $6 million seed round for small-business loans", "",
			"funding-round closed Larkspur=target 6000000" },
		{ "Mistral plans $2 billion lease deal for Nvidia chips", "",
			"chip-supply talks Mistral=customer Nvidia=supplier 2000000000" },
		{ "China may block Meta's purchase of Manus", "",
			"acquisition agreed Meta=acquirer Manus=target" },
		{ "Anthropic decides against $6bn Larkspur acquisition", "",
			"acquisition collapsed Anthropic=acquirer Larkspur=target 6000000000" },
		{ "Larkspur Ventures raises record $3 billion fund on strength of its Anthropic "
		  "bet",
			"", "none" },
		{ "Infosys plans new hires, seeks AI acquisitions", "", "none" },
		{ "Pelham raises $470M to build nuclear reactors", "", "none" },
		{ "ASML, Pelham partner for India's first semiconductor fab", "", "none" },
		{ "SanDisk, SK Hynix unite for HBF standard", "", "none" },
		{ "Micron and Larkspur collaborate on experimental chip for edge AI", "", "none" },
		{ "How SoftBank's 2014 bet on Nvidia slipped away", "", "none" },
		{ "What ever happened to Intel's $16.7 billion Altera purchase", "", "none" },
		{ "The case for and against an OpenAI IPO", "", "none" },
		{ "Why AMD is turning down Huawei's chip orders", "", "none" },
		{ "Is Apple entering a new era of AI acquisitions?", "", "none" },
		{ "Nvidia outbids Intel to buy Israeli chip firm Pelham", "",
			"acquisition agreed Nvidia=acquirer Pelham=target" },
		{ "Dell beats HPE, Supermicro to $1 billion AI server order from CoreWeave", "",
			"chip-supply agreed Dell=supplier CoreWeave=customer 1000000000" },
		{ "Mistral explores other AI chip suppliers beyond Nvidia", "",
			"chip-supply talks Mistral=customer" },
		{ "Nscale announces three data centers for Norway's Narvik region", "", "none" },
		{ "IREN brings 75 MW of GPU capacity online at Larkspur site", "", "none" },
		{ "Lambda's contracted AI capacity approaches 3 gigawatts", "", "none" },
		{ "Google raises spending on Indiana data center campus to $8B", "", "none" },
		{ "Microsoft lifts investment in Larkspur campus to $20B", "", "none" },
		{ "Taiwan lines up $90 billion from TSMC and Foxconn for AI chips", "", "none" },
		{ "AI-powered bank Larkspur raises €40m Series B", "", "none" },
		{ "Fitness app Pelham raises $11M for AI coaching", "", "none" },
		{ "Pelham raises $11M for AI data security", "",
			"funding-round closed Pelham=target 11000000" },
		{ "SK Hynix to supply about two-thirds of Nvidia's HBM4", "",
			"chip-supply agreed SK Hynix=supplier Nvidia=customer" },
		{ "IREN stock jumps on factory plan",
			"Shares of IREN surged after it told of plans for a large AI site.",
			"none" },
	};

	(void)state;
	check_all(cases, ARRAY_LEN(cases));
}

/* What the lead tells of a title that tells less, and sums without a verb that says whose. */
static void
what_a_title_leaves_to_its_lead(void **state)
{
	static const struct told cases[] = {
		{ "Google pays news publishers for AI training data", "",
			"licensing agreed Google=licensee" },
		{ "Meta invests nearly $10bn in AI site in Ohio",
			"Meta spends more by signing a $9.7 billion deal with IREN.",
			"compute agreed Meta=customer IREN=supplier 9700000000" },
		{ "Google and NextEra to revive Iowa nuclear facility", "",
			"compute agreed Google=customer NextEra=supplier" },
		{ "French AI chip designer bought by Korean conglomerate",
			"AI chip firm Larkspur – once hailed as a rival to Nvidia – has been "
			"bought by a "
			"Korean conglomerate.",
			"acquisition agreed Larkspur=target" },
		{ "AI chip startups raise $900 million in one week",
			"Three AI chip startups - MatX, SambaNova, and Axelera - raised $900 "
			"million.",
			"funding-round closed Axelera AI=target SambaNova=target MatX=target "
			"900000000" },
		{ "Microsoft makes high-stakes play in tech cold war with Emirati AI deal",
			"Microsoft plans to invest $1.5 billion in G42.",
			"investment agreed Microsoft=investor G42=target 1500000000" },
		{ "Nvidia to invest $4bn in optics companies for AI", "",
			"investment agreed Nvidia=investor 4000000000" },
		{ "IREN bets big on AI with $9bn Texas data center deal", "",
			"compute agreed IREN=supplier 9000000000" },
		{ "Google and Nvidia's $15bn power move on Anthropic", "",
			"investment agreed Nvidia=investor Google=investor Anthropic=target "
			"15000000000" },
		{ "Robotics start-up Larkspur in funding talks at $2bn valuation", "",
			"funding-round talks Larkspur=target" },
		{ "Valor secures $5bn fund for xAI's GPU infrastructure", "",
			"investment agreed Valor Equity Partners=investor xAI=target 5000000000" },
		{ "Amazon backs new nuclear plants to power AI",
			"Kairos Power plans to build small reactors to supply electricity to it.",
			"compute agreed Amazon=customer Kairos Power=supplier" },
		{ "Keppel partners with Mitsui Fudosan on data centre deal", "",
			"compute agreed Keppel=supplier Mitsui Fudosan=customer" },
		{ "Legrand acquires Larkspur as it looks for growth in data centre market", "",
			"none" },
		{ "Google backs nuclear power as clean energy", "", "none" },
		{ "Sequoia closes $90m fund to find the next OpenAI", "", "none" },
		{ "Nvidia's $2bn move into China", "", "none" },
		{ "Meta bets big on AI glasses", "", "none" },
		{ "Google pays developers for bug reports", "", "none" },
		{ "Local bakery bought by investment firm", "", "none" },
		{ "Google's ad sale growth slows as AI costs soar", "", "none" },
	};

	(void)state;
	check_all(cases, ARRAY_LEN(cases));
}

/* What is lent, rented or only guessed from who is in it. */
static void
what_kind_of_deal_it_is(void **state)
{
	static const struct told cases[] = {
		{ "Mistral AI gets $2bn from ASML in deal that makes it a giant", "",
			"investment agreed Mistral=target ASML=investor 2000000000" },
		{ "Cohere gets $90m from Larkspur in deal for its models", "",
			"investment closed Cohere=target Larkspur=investor 90000000" },
		{ "Blackstone nears $2bn loan to Nscale for Nvidia chips", "",
			"debt talks Blackstone=lender Nscale=borrower 2000000000" },
		{ "Apollo nears $3bn loan tied to Nvidia chip leasing for xAI", "",
			"debt talks Apollo=lender xAI=borrower 3000000000" },
		{ "Morgan Stanley, Blue Owl near $10bn deal to finance OpenAI data center", "",
			"debt talks Morgan Stanley=lender Blue Owl=lender OpenAI=borrower "
			"10000000000" },
		{ "KKR provides $3 billion in financing to purchase Nvidia chips for lease to xAI",
			"", "debt closed KKR=lender xAI=borrower 3000000000" },
		{ "KKR nears $3bn funding to back Nvidia chip leasing deal for Elon Musk's xAI", "",
			"debt talks KKR=lender xAI=borrower 3000000000" },
		{ "KKR and xAI close in on $3bn deal for Nvidia chips", "",
			"debt talks xAI=borrower KKR=lender 3000000000" },
		{ "KKR provides $20m in financing to robot start-up Larkspur", "",
			"funding-round closed KKR=investor Larkspur=target 20000000" },
		{ "Microsoft, Nvidia Pledge $5 Billion for Anthropic in Big AI Push", "",
			"investment agreed Nvidia=investor Microsoft=investor "
			"Anthropic=target 5000000000" },
		{ "Intel stock surges on Apple partnership buzz", "",
			"partnership talks Intel=partner Apple=partner" },
		{ "US approves AMD chip exports to G42, Humain", "",
			"chip-supply agreed G42=customer Humain=customer AMD=supplier" },
		{ "Meta to sell stake in Ohio data center to Blue Owl", "",
			"stake agreed Meta=partner Blue Owl=investor" },
		{ "CoreWeave takes another 150MW at Galaxy's Texas campus", "",
			"compute agreed CoreWeave=customer Galaxy Digital=supplier" },
		{ "US approves AMD chip exports to China", "", "none" },
		{ "Meta sells stake in start-up to staff", "", "none" },
		{ "Meta nears $9bn financing deal with Pimco and Blue Owl for Ohio data center", "",
			"debt talks Meta=borrower Pimco=lender Blue Owl=lender 9000000000" },
		{ "Intel gets $5bn lifeline from Nvidia", "",
			"investment agreed Intel=target Nvidia=investor 5000000000" },
		{ "CoreWeave raises $2bn from Nvidia", "",
			"funding-round agreed CoreWeave=target Nvidia=investor 2000000000" },
		{ "Micron in final negotiations with AMD to supply HBM3E", "",
			"chip-supply talks Micron=supplier AMD=customer" },
		{ "xAI in talks with Nvidia to buy chips", "",
			"chip-supply talks xAI=customer Nvidia=supplier" },
		{ "AI21 Labs in talks with Nvidia to be acquired for $2bn", "",
			"acquisition talks AI21 Labs=target Nvidia=acquirer 2000000000" },
		{ "Oracle's $30bn AI deal raises debt concerns", "",
			"compute agreed Oracle=supplier 30000000000" },
		{ "OpenAI taps Google's TPU chips",
			"OpenAI signed a multi-year agreement to rent Google's AI chips (TPUs).",
			"compute agreed OpenAI=customer Google=supplier" },
		{ "Nvidia's Groq deal signals that AI chips will change",
			"Groq's licensing pact with Nvidia is worth $20 billion.",
			"licensing agreed Nvidia=licensee Groq=licensor 20000000000" },
		{ "KKR in talks with Larkspur to back AI chip start-up Pelham", "",
			"investment talks KKR=investor Pelham=target" },
	};

	(void)state;
	check_all(cases, ARRAY_LEN(cases));
}

/* A name that no list has is read like one that is known, whatever its words and however it is spelt. */
static void
strange_names_of_any_shape(void **state)
{
	static const struct told cases[] = {
		{ "SoftBank nears $2bn Larkspur Power deal for AI", "",
			"partnership talks SoftBank=partner Larkspur Power=partner 2000000000" },
		{ "Snowflake to Buy Startup Velmora Systems Focused on AI Agents", "",
			"acquisition agreed Snowflake=acquirer Velmora Systems=target" },
		{ "Voice AI Startup Velmora Data Raises $30 Million", "",
			"funding-round closed Velmora Data=target 30000000" },
		{ "AI Chip Startup Velmora Health Rejects Meta's $800 Million Offer", "",
			"acquisition collapsed Velmora Health=target Meta=acquirer 800000000" },
		{ "Nvidia Invests $500 Million in Velmora Grid for AI", "",
			"investment closed Nvidia=investor Velmora Grid=target 500000000" },
		{ "Nvidia and Velmora Abandon $9 Billion AI Deal", "",
			"partnership collapsed Nvidia=partner Velmora=partner 9000000000" },
		{ "Microsoft Agrees to Buy velmora for $2 Billion in AI Push", "",
			"acquisition agreed Microsoft=acquirer velmora=target 2000000000" },
		{ "Velmora Valued at $5 Billion in New AI Funding Round", "",
			"funding-round closed Velmora=target" },
		{ "OpenAI, Harbour.ai sign AI chip deal", "",
			"chip-supply agreed Harbour.ai=supplier OpenAI=customer" },
		{ "AI chip startup VLM9 rejects Meta's $800 million offer", "",
			"acquisition collapsed VLM9=target Meta=acquirer 800000000" },
		{ "River Compute in talks to raise $200 million for AI chips", "",
			"funding-round talks River Compute=target 200000000" },
		{ "Microsoft to Buy AI Startup Copper Lathrop for $2 Billion", "",
			"acquisition agreed Microsoft=acquirer Copper Lathrop=target 2000000000" },
		{ "Nvidia Invests $500 Million in Copper Lathrop to Expand AI Capacity", "",
			"investment closed Nvidia=investor Copper Lathrop=target 500000000" },
		{ "Oracle-Backed Velmora Harrow Systems Raises $1 Billion for AI Data Centers", "",
			"funding-round closed Velmora Harrow Systems=target 1000000000" },
		{ "Nvidia and VLM9 abandon $9 billion AI deal", "",
			"partnership collapsed Nvidia=partner VLM9=partner 9000000000" },
		{ "Snowflake to Buy Startup Velmora Grid Focused on AI Agents", "",
			"acquisition agreed Snowflake=acquirer Velmora Grid=target" },
		{ "Quantum AI Startup Closes $9 Million Round", "",
			"funding-round closed 9000000" },
		{ "AI Chip Startup Velmora Robotics Leaps in Trading Debut", "",
			"funding-round closed Velmora Robotics=target" },
		{ "Amazon to Pay Velmora Power at Least $20 Million a Year in AI Deal", "",
			"licensing agreed Amazon=licensee Velmora Power=licensor 20000000" },
		{ "Databricks completes acquisition of velmora", "",
			"acquisition closed Databricks=acquirer velmora=target" },
		{ "Nvidia and velmora abandon $9bn AI deal", "",
			"partnership collapsed Nvidia=partner velmora=partner 9000000000" },
		{ "Tenstorrent Closes $90 Million Round With Velmora, Samsung Aboard", "",
			"funding-round closed Tenstorrent=target Velmora=investor "
			"Samsung=investor 90000000" },
		{ "Nvidia invests $500 million in velmora to expand AI capacity", "",
			"investment closed Nvidia=investor velmora=target 500000000" },
		{ "Snowflake to buy startup velmora focused on AI agents", "",
			"acquisition agreed Snowflake=acquirer velmora=target" },
		{ "OpenAI and copperlath Sign AI Chip Deal", "",
			"chip-supply agreed copperlath=supplier OpenAI=customer" },
		{ "Copper Lathrop, Nvidia Team Up to Build AI Factory", "",
			"compute agreed Nvidia=supplier Copper Lathrop=customer" },
		{ "Copper Lathrop Valued at $5 Billion in New AI Funding Round", "",
			"funding-round closed Copper Lathrop=target" },
		{ "Nvidia and European Startups Weigh AI Alliance", "", "none" },
		{ "Microsoft buys biochar for AI data centers", "", "none" },
		{ "Apple in talks with reinsurer over AI cover", "", "none" },
		{ "Oracle Unveils Zettascale Cloud Systems", "", "none" },
		{ "Nvidia and Sovereign Buyers Drive AI Demand", "", "none" },
		{ "Startup Scene Booms as AI Money Flows", "", "none" },
	};

	(void)state;
	check_all(cases, ARRAY_LEN(cases));
}

/* Journalists never run out of verbs: what stands behind one says which deal it is. */
static void
verbs_that_no_list_knows(void **state)
{
	static const struct told cases[] = {
		{ "AMD trousers Larkspur Labs for $700 million in AI push", "",
			"acquisition agreed AMD=acquirer Larkspur Labs=target 700000000" },
		{ "Marvell Wolfs Down AI Chip Start-up Pelham for $1.2 Billion", "",
			"acquisition agreed Marvell=acquirer Pelham=target 1200000000" },
		{ "Nvidia nets AI chip start-up Pelham for $900 million", "",
			"acquisition agreed Nvidia=acquirer Pelham=target 900000000" },
		{ "Amazon parks $400m in AI lab Harrowgate", "",
			"investment closed Amazon=investor Harrowgate=target 400000000" },
		{ "Microsoft and Nvidia champion robot maker Harrowgate with $90m", "",
			"investment closed Nvidia=investor Microsoft=investor Harrowgate=target "
			"90000000" },
		{ "Anthropic squirrels away $3.5bn at $61bn valuation", "",
			"funding-round closed Anthropic=target 3500000000" },
		{ "Crusoe stitches together $750m loan from Brookfield", "",
			"debt agreed Crusoe=borrower Brookfield=lender 750000000" },
		{ "JPMorgan fronts $5bn to xAI for Memphis data centre", "",
			"debt agreed JPMorgan=lender xAI=borrower 5000000000" },
		{ "Oracle snaffles 50,000 AMD AI chips", "",
			"chip-supply agreed Oracle=customer AMD=supplier" },
		{ "OpenAI siphons 300 MW of computing capacity from CoreWeave", "",
			"compute agreed OpenAI=customer CoreWeave=supplier" },
		{ "CoreWeave pipes 200 MW of AI capacity to Cohere", "",
			"compute agreed CoreWeave=supplier Cohere=customer" },
		{ "Dell to funnel $5bn of AI servers to xAI", "",
			"chip-supply agreed Dell=supplier xAI=customer 5000000000" },
		{ "Apple reroutes AI chip orders to Intel", "",
			"chip-supply agreed Apple=customer Intel=supplier" },
		{ "Microsoft wires Nebius $2bn for AI computing", "",
			"compute agreed Microsoft=customer Nebius=supplier 2000000000" },
		{ "xAI lavishes $12bn on Nvidia GPUs", "",
			"chip-supply agreed Nvidia=supplier xAI=customer 12000000000" },
		{ "AMD nibbles 5% stake in Nebius", "", "stake agreed AMD=investor Nebius=target" },
		{ "Samsung scoops $2bn AI chip order from Tesla", "",
			"chip-supply agreed Samsung=supplier Tesla=customer 2000000000" },
		{ "Samsung trails SK Hynix with 17% of HBM market", "", "none" },
		{ "Meta mocks OpenAI over $100m offers", "", "none" },
		{ "Italy slaps OpenAI with 15 million euro fine", "", "none" },
		{ "xAI shifts AI server business from Supermicro to Dell", "",
			"chip-supply agreed xAI=customer Dell=supplier" },
		{ "Nvidia fuels AI start-up Pelham with $70m", "",
			"investment closed Nvidia=investor Pelham=target 70000000" },
		{ "Intel palms off AI chip unit to Qualcomm for $1.5bn", "",
			"acquisition agreed Intel=partner Qualcomm=acquirer 1500000000" },
		{ "Axel Springer pipes archive to Anthropic", "",
			"licensing agreed Axel Springer=licensor Anthropic=licensee" },
		{ "Thales targets FleetAI in $120 million deal", "",
			"acquisition talks Thales=acquirer FleetAI=target 120000000" },
		{ "Thales targets FleetOps in $120 million deal", "", "none" },
		{ "Google to wangle $1bn into Anthropic", "",
			"investment agreed Google=investor Anthropic=target 1000000000" },
		{ "Microsoft burgles 30,000 Nvidia GPUs", "",
			"chip-supply agreed Microsoft=customer Nvidia=supplier" },
		{ "Nvidia outsells AMD with $30bn in GPU sales", "", "none" },
		{ "Citi reckons Oracle will need 300,000 Nvidia GPUs", "", "none" },
		{ "Amazon sees 9,000 jobs in robots", "", "none" },
	};

	(void)state;
	check_all(cases, ARRAY_LEN(cases));
}

/* A title that teases, and a lead that tells: of whom the title spoke, by name or by what it is. */
static void
what_only_the_lead_tells(void **state)
{
	static const struct told cases[] = {
		{ "The long road to Osaka", "Nvidia has agreed to buy Corvexa for $1.9 billion.",
			"acquisition agreed Nvidia=acquirer Corvexa=target 1900000000" },
		{ "The long road to Osaka", "Nvidia bought Corvexa for $1.9 billion in March.",
			"none" },
		{ "Engine makers pour their hearts into silicon",
			"Bosch said on Monday that it would acquire Kestrelon, an AI chip "
			"designer, "
			"for $380 million.",
			"acquisition agreed Bosch=acquirer Kestrelon=target 380000000" },
		{ "The state of the neoclouds",
			"CoreWeave and Nebius rent out GPUs to Microsoft and Meta.", "none" },
		{ "Quillfern's good week",
			"The Lyon AI start-up has raised $44 million from Index Ventures.",
			"funding-round closed Quillfern=target Index Ventures=investor 44000000" },
		{ "Why Corvexa could not wait",
			"Intel has agreed to buy the AI chip start-up for $1.1 billion.",
			"acquisition agreed Intel=acquirer Corvexa=target 1100000000" },
		{ "Cohere goes north",
			"Aidan Gomez likes the cold. His company has raised $350 million.",
			"funding-round closed Cohere=target 350000000" },
		{ "How Lambda got lucky",
			"Microsoft has signed a $1.8 billion contract with the company for GPU "
			"capacity.",
			"compute agreed Microsoft=customer Lambda=supplier 1800000000" },
		{ "A big day for Tenstorrent",
			"Samsung is putting $300 million into the chip designer.",
			"investment agreed Samsung=investor Tenstorrent=target 300000000" },
		{ "What comes after the warehouse",
			"Core Scientific is changing. The contract with CoreWeave is worth $1.2 "
			"billion over twelve years.",
			"compute agreed Core Scientific=supplier CoreWeave=customer 1200000000" },
		{ "The end of a chip",
			"Intel has stopped work on it. The decision comes after its purchase of "
			"Habana Labs.",
			"none" },
		{ "Chip shares climb again",
			"Broadcom said it had secured $8 billion of AI chip orders from a new "
			"customer.",
			"chip-supply agreed Broadcom=supplier 8000000000" },
		{ "Korea's rush to list",
			"MiniMax plans to raise up to $450 million in a Hong Kong IPO in January.",
			"funding-round agreed MiniMax=target 450000000" },
		{ "The archive and the machine",
			"The Guardian has signed a licensing agreement with Anthropic.",
			"licensing agreed The Guardian=licensor Anthropic=licensee" },
		{ "The trouble at Lumora", "The AI start-up has lost its chief executive.",
			"none" },
		{ "CoreWeave loses ground",
			"The Nvidia-backed firm's backlog, with contracts from OpenAI, is $30 "
			"billion.",
			"none" },
	};

	(void)state;
	check_all(cases, ARRAY_LEN(cases));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(headlines_of_every_kind),
		cmocka_unit_test(start_ups_that_nobody_knows),
		cmocka_unit_test(strange_names_of_any_shape),
		cmocka_unit_test(verbs_that_no_list_knows),
		cmocka_unit_test(titles_of_capitals),
		cmocka_unit_test(how_firm_it_is),
		cmocka_unit_test(what_is_no_deal),
		cmocka_unit_test(parts_told_by_the_grammar_around_them),
		cmocka_unit_test(wordings_that_papers_use),
		cmocka_unit_test(what_goods_are_worth_is_the_sum),
		cmocka_unit_test(facts_that_hang_on_a_word),
		cmocka_unit_test(whoever_sells_is_no_target),
		cmocka_unit_test(what_is_signed_is_told_from_what_it_is_for),
		cmocka_unit_test(the_text_names_whom_the_title_does_not),
		cmocka_unit_test(whose_goods_and_whose_money),
		cmocka_unit_test(holders_vote_and_holdings_are_no_deals),
		cmocka_unit_test(people_who_stand_for_a_company),
		cmocka_unit_test(who_else_is_in_it),
		cmocka_unit_test(tenants_and_who_lets_to_them),
		cmocka_unit_test(power_for_computing),
		cmocka_unit_test(ventures_and_makers),
		cmocka_unit_test(titles_of_deals_and_their_lookalikes),
		cmocka_unit_test(what_kind_of_deal_it_is),
		cmocka_unit_test(what_a_title_leaves_to_its_lead),
		cmocka_unit_test(what_only_the_lead_tells),
		cmocka_unit_test(sites_and_what_is_paid_for_them),
		cmocka_unit_test(lenders_and_buyers_by_the_way),
		cmocka_unit_test(goods_told_by_plans),
		cmocka_unit_test(companies_bought_whole),
		cmocka_unit_test(a_sum_told_twice_says_whose_dollars),
		cmocka_unit_test(what_speaks_of_a_deal_in_passing),
		cmocka_unit_test(ends_and_denials_told_sideways),
		cmocka_unit_test(background_is_found_behind_much_else),
		cmocka_unit_test(background_is_kept_apart),
		cmocka_unit_test(a_sentence_is_of_whom_its_main_clause_is),
		cmocka_unit_test(a_deal_that_nothing_ties_to_the_topic_is_faint),
		cmocka_unit_test(a_look_back_at_many_deals_is_none),
		cmocka_unit_test(a_watch_wants_what_it_names),
		cmocka_unit_test(reads_no_more_of_a_story_than_it_needs),
		cmocka_unit_test(another_sector_is_other_files),
		cmocka_unit_test(the_time_is_linear),
		cmocka_unit_test(a_word_that_is_folded_to_nothing_is_fine),
		cmocka_unit_test(explain_tells_a_person_why),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
