/*
 * cue - the classes of phrase that the matcher understands, by their names in [cues "…"].
 *
 * What each class means for a deal is the matcher's business; which words belong to it
 * is said in conf/lexicon/cues.conf.
 */
#pragma once

#define CUE_LIST(X)                                                                                \
	/* Verbs: each is listed once and understood in all its forms. */                          \
	X(VERB_ACQUIRE, "verb.acquire") /* X acquires Y */                                         \
	X(VERB_BUY, "verb.buy")         /* X buys Y, a stake, chips, power */                      \
	X(VERB_ORDER, "verb.order")     /* X orders chips, computing, power: nothing else */       \
	X(VERB_MERGE, "verb.merge")                                                                \
	X(VERB_INVEST, "verb.invest") /* X invests $1bn in Y */                                    \
	X(VERB_POUR, "verb.pour")     /* X pours $1bn into Y */                                    \
	X(VERB_BACK, "verb.back")     /* X backs Y with $1bn */                                    \
	X(VERB_JOIN, "verb.join")     /* X joins a round, a venture */                             \
	X(VERB_LEAD, "verb.lead")     /* X leads the round */                                      \
	X(VERB_RAISE, "verb.raise")   /* X raises $1bn */                                          \
	X(VERB_GET, "verb.get")       /* X lands $1bn, a deal, an order */                         \
	X(VERB_SEEK, "verb.seek")     /* X seeks $1bn */                                           \
	X(VERB_VALUE, "verb.value")   /* a round values X at $1bn */                               \
	X(VERB_SUPPLY, "verb.supply") /* X supplies chips to Y */                                  \
	X(VERB_LEASE, "verb.lease")                                                                \
	X(VERB_LICENSE, "verb.license")                                                            \
	X(VERB_PARTNER, "verb.partner")                                                            \
	X(VERB_SIGN, "verb.sign") /* X signs a deal */                                             \
	X(VERB_SELL, "verb.sell")                                                                  \
	X(VERB_LIST, "verb.list") /* X goes public */                                              \
	X(VERB_FILE, "verb.file") /* X files for, prices an IPO */                                 \
	X(VERB_BORROW, "verb.borrow")                                                              \
	X(VERB_LEND, "verb.lend")                                                                  \
	X(VERB_ADVANCE, "verb.advance") /* a bank gives $1bn to X: it is lent */                   \
	X(VERB_BUILD, "verb.build")                                                                \
	X(VERB_PICK, "verb.pick")     /* X picks Y for … */                                      \
	X(VERB_PAY, "verb.pay")       /* X pays, spends money */                                   \
	X(VERB_COMMIT, "verb.commit") /* X commits $1bn, commits to spend */                       \
	X(VERB_USE, "verb.use")                                                                    \
	X(VERB_EMERGE, "verb.emerge") /* X emerges from stealth with $1m */                        \
	X(VERB_OTHER, "verb.other")   /* verbs that begin another clause */                        \
	/* Nouns that name a deal. */                                                              \
	X(NOUN_ACQUISITION, "noun.acquisition")                                                    \
	X(NOUN_INVESTMENT, "noun.investment")                                                      \
	X(NOUN_ROUND, "noun.round")                                                                \
	X(NOUN_IPO, "noun.ipo")                                                                    \
	X(NOUN_SHARE_SALE, "noun.share-sale")                                                      \
	X(NOUN_STAKE, "noun.stake")                                                                \
	X(NOUN_DEBT, "noun.debt")                                                                  \
	X(NOUN_DEAL, "noun.deal")                                                                  \
	X(NOUN_ORDER, "noun.order")                                                                \
	X(NOUN_LICENCE, "noun.licence")                                                            \
	X(NOUN_PARTNERSHIP, "noun.partnership")                                                    \
	X(NOUN_LEASE, "noun.lease")                                                                \
	X(NOUN_TALKS, "noun.talks") /* talks with X over Y */                                      \
	X(NOUN_SALE, "noun.sale")                                                                  \
	X(NOUN_FUND, "noun.fund") /* a fund that collects: no deal of the sector */                \
	/* Nouns that name a deal only where a sum stands with them. */                            \
	X(NOUN_WEAK, "noun.weak")                                                                  \
	/* What a deal is about. */                                                                \
	X(OBJECT_CHIPS, "object.chips")                                                            \
	X(OBJECT_COMPUTE, "object.compute")                                                        \
	X(OBJECT_POWER, "object.power")                                                            \
	X(OBJECT_CONTENT, "object.content")                                                        \
	/* What a sum of money is when it is not the deal's. */                                    \
	X(SUM_VALUATION, "sum.valuation")                                                          \
	X(SUM_OTHER, "sum.other")                                                                  \
	X(SUM_VAGUE, "sum.vague") /* billions, nine-figure */                                      \
	X(SUM_TERM, "sum.term")   /* a year, a month: for how long it is paid */                   \
	/* How firm. */                                                                            \
	X(STATUS_TALKS, "status.talks")                                                            \
	X(STATUS_PLAN, "status.plan") /* a public company's plan is as good as agreed */           \
	X(STATUS_MODAL, "status.modal")                                                            \
	X(STATUS_PRELIMINARY, "status.preliminary")                                                \
	X(STATUS_AGREED, "status.agreed")                                                          \
	X(STATUS_CLOSED, "status.closed")                                                          \
	X(STATUS_STALLED, "status.stalled")                                                        \
	X(STATUS_DENIED, "status.denied")                                                          \
	X(STATUS_UNTRUE, "status.untrue") /* of a report */                                        \
	X(STATUS_COLLAPSED, "status.collapsed")                                                    \
	/* Bounds of a sum. */                                                                     \
	X(BOUND_ABOUT, "bound.about")                                                              \
	X(BOUND_MORE, "bound.more-than")                                                           \
	X(BOUND_UP_TO, "bound.up-to")                                                              \
	/* When, and who says so. */                                                               \
	X(TIME_BEFORE, "time.before")                                                              \
	X(FIRST_REPORT, "report.first")                                                            \
	X(REPORTED, "report.said")                                                                 \
	X(FAMILIAR, "report.familiar")                                                             \
	X(RUMOUR, "report.rumour") /* what a company denies */                                     \
	/* What speaks against a deal. */                                                          \
	X(AGAINST_STOCK, "against.stock-pick")                                                     \
	X(AGAINST_MARKET, "against.market")                                                        \
	X(AGAINST_LAUNCH, "against.launch")                                                        \
	X(AGAINST_EARNINGS, "against.earnings")                                                    \
	X(AGAINST_LAW, "against.law")                                                              \
	X(AGAINST_POLICY, "against.policy")                                                        \
	X(AGAINST_PEOPLE, "against.people")                                                        \
	X(AGAINST_OPINION, "against.opinion")                                                      \
	X(AGAINST_DIGEST, "against.digest")                                                        \
	X(AGAINST_REPORT, "against.report")                                                        \
	X(AGAINST_OTHER, "against.other")                                                          \
	X(AGAINST_PAST, "against.past")   /* what was years ago, and what became of it */          \
	X(AGAINST_TRADE, "against.trade") /* a trade that has AI as a slogan at most */            \
	/* Kinds of word that names are found by. */                                               \
	X(WORD_DESCRIPTOR, "word.descriptor") /* startup, firm, chipmaker */                       \
	X(WORD_COMMON, "word.common")         /* no part of a name by itself */                    \
	X(WORD_PLACE, "word.place")           /* a country, a city, their people */                \
	X(WORD_MAKER, "word.maker")           /* "ChatGPT maker": the product's company */         \
	X(WORD_TAIL, "word.tail")             /* Inc, Ltd */                                       \
	X(WORD_ADVERB, "word.adverb")         /* may stand between a subject and its verb */       \
	X(WORD_OUTLET, "word.outlet")                                                              \
	X(WORD_PERSON, "word.person")   /* chief executive, founder: a person's name is near */    \
	X(WORD_COMPANY, "word.company") /* startup, firm: a company without a name */              \
	X(WORD_RIVALRY, "word.rivalry") /* race, battle: who follows is no partner */              \
	X(WORD_PLURAL, "word.plural")   /* a whole trade, nobody in particular */                  \
	X(WORD_SHARES, "word.shares")                                                              \
	X(WORD_ASIDE, "word.aside")         /* "OpenAI rival": OpenAI is no party */               \
	X(WORD_NAME_TAIL, "word.name-tail") /* Labs, Robotics: ends an organisation's name */      \
	X(WORD_CLAUSE, "word.clause")       /* as, after, while: another clause begins */          \
	X(WORD_AND, "word.and")                                                                    \
	X(WORD_IT, "word.it")               /* it, the company: who was spoken of */               \
	X(WORD_THE, "word.the")             /* articles and the like */                            \
	X(WORD_ADJECTIVE, "word.adjective") /* may be the first word of a name: "New Leaf" */      \
	/* What is asked of a clause that is understood. */                                        \
	X(WORD_DONE, "word.done")           /* closes, done: the deal is through */                \
	X(WORD_REVIEW, "word.review")       /* cleared, watchdog: a takeover is looked into */     \
	X(WORD_LEAVE, "word.leave")         /* X seeks leave to raise: X is to raise */            \
	X(WORD_SPURN, "word.spurn")         /* X rejects an offer: X is wanted */                  \
	X(WORD_CUSTOMER, "word.customer")   /* X adds Y as customer: Y buys */                     \
	X(WORD_SUPPLIER, "word.supplier")   /* X adds Y as supplier: Y sells */                    \
	X(WORD_INVESTORS, "word.investors") /* who gives money, whoever they are */                \
	X(WORD_WORKS, "word.works")         /* what publishers own: archives, music, photos */     \
	X(WORD_LENDERS, "word.lenders")     /* banks: what they give is lent */                    \
	X(WORD_CONTRACT, "word.contract")   /* one party serves the other */                       \
	X(WORD_GROUP, "word.group")         /* X, Y and Z group buys */                            \
	X(WORD_BE, "word.be")               /* is, gets: before a passive */                       \
	X(WORD_MOVE, "word.move")           /* jumps, falls: as shares do */                       \
	X(WORD_REACH, "word.reach")         /* hits a figure, whatever it is */                    \
	X(WORD_CLEAR, "word.clear")         /* a regulator's word on a purchase */                 \
	X(WORD_INSIDERS, "word.insiders")   /* X staff sell shares: of X */                        \
	X(WORD_OFFER, "word.offer")         /* X offers $1bn for Y: a bid, no deal yet */          \
	X(WORD_PART, "word.part")           /* half of X */                                        \
	X(WORD_TRADER, "word.trader")       /* who buys and sells shares every day */              \
	X(WORD_VENTURE, "word.venture")     /* a company that parties have together */             \
	X(WORD_SITE, "word.site")           /* where computing stands: it may be sold itself */    \
	X(WORD_DIVISION, "word.division")   /* a part of a firm that may be sold */                \
	X(WORD_GIVEN, "word.given")         /* Michael: a surname follows */                       \
	X(WORD_BARGAIN, "word.bargain")     /* a shop's deal */                                    \
	X(WORD_FAVOUR, "word.favour")       /* what is before it gives way */                      \
	X(WORD_SUE, "word.sue")                                                                    \
	X(WORD_GRANT, "word.grant")           /* what a state gives */                             \
	X(WORD_GIVE, "word.give")             /* X hands Y a stake: in X */                        \
	X(WORD_OCCUPATION, "word.occupation") /* researcher: a person's name follows */            \
	X(WORD_ALUMNI, "word.alumni")         /* X alumni: people who were with X */               \
	X(WORD_RIVAL, "word.rival")           /* X's rival Y: of Y it is told */                   \
	X(WORD_UNIT, "word.unit")             /* lab, arm: of one's own, or a firm */              \
	X(WORD_OFFICE, "word.office")         /* where people sit, no machines */                  \
	X(WORD_AVOID, "word.avoid")           /* X avoids Y's orders: there will be none */        \
	X(WORD_WAVE, "word.wave")             /* an era of deals: no one of them is told */        \
	X(WORD_POWER_DEAL, "word.power-deal") /* whoever runs machines buys it */                  \
	X(WORD_PLANT, "word.plant")   /* chip production: where or how they are made, no goods */  \
	X(WORD_BEAT, "word.beat")     /* X beats Y: Y is not in the deal */                        \
	X(WORD_REGION, "word.region") /* Narvik region: a place, and no party */                   \
	X(WORD_FIRST_DAY, "word.first-day") /* shares are traded by then */                        \
	X(WORD_OWNER, "word.owner")         /* Google parent: Google itself */                     \
	X(WORD_INVESTOR, "word.investor")   /* one who gives: a fund before a name */              \
	X(WORD_FINANCING, "word.financing") /* money to build with, not to compute with */         \
	X(WORD_PROJECT, "word.project")     /* what one firm does for itself */                    \
	X(WORD_RUBRIC, "word.rubric")       /* week in review: a list of news follows */           \
	X(WORD_DOUBT, "word.doubt")   /* concerns, hopes: what a deal's noun before it is of */    \
	X(WORD_HOUSE, "word.house")   /* subscribe to: the outlet speaks of itself */              \
	X(WORD_EXPORT, "word.export") /* sales, shipments: trade with a country */                 \
	X(WORD_MONTH, "word.month")   /* in March: it is over, or far off */                       \
	/* Which of its class a verb is: listed as verbs are, and known for what is done. */       \
	X(ACT_ADD, "act.add")           /* X adds Y: as a supplier, or no more than that */        \
	X(ACT_AWARD, "act.award")       /* X awards a contract: who is awarded one serves */       \
	X(ACT_BECOME, "act.become")     /* X becomes a customer: whoever is told of before */      \
	X(ACT_CHOOSE, "act.choose")     /* X picks Y: it is settled */                             \
	X(ACT_DISCLOSE, "act.disclose") /* a person discloses trades in shares */                  \
	X(ACT_DOUBLE, "act.double")     /* X doubles its valuation: by how much is said */         \
	X(ACT_GIVE, "act.give")         /* X opens its archive to Y, and much else to anybody */   \
	X(ACT_GROW, "act.grow")         /* X grows its business: by buying another */              \
	X(ACT_HIRE, "act.hire")         /* X hires people, banks: no supplier */                   \
	X(ACT_LEAVE, "act.leave")       /* X exits a deal */                                       \
	X(ACT_LET, "act.let")           /* X lets Y use, lets room to Y */                         \
	X(ACT_OWN, "act.own")           /* X owns Y: nothing new by itself */                      \
	X(ACT_PASS, "act.pass")         /* X clears Y: fit to supply it */                         \
	X(ACT_PRICE, "act.price")       /* X prices shares, bonds: they are sold */                \
	X(ACT_LIFT, "act.lift")         /* a deal lifts X: who is in it */                         \
	X(ACT_RUN, "act.run")           /* X and Y run a site: as good as building it */           \
	X(ACT_SIGN, "act.sign")         /* X signs Y, the party itself */                          \
	X(ACT_STAKE, "act.stake")       /* X buys into Y: it has a stake by then */                \
	/* What stands before a party says its part. */                                            \
	X(PREP_IN, "prep.in")                                                                      \
	X(PREP_FROM, "prep.from")                                                                  \
	X(PREP_TO, "prep.to")                                                                      \
	X(PREP_WITH, "prep.with")                                                                  \
	X(PREP_FOR, "prep.for")                                                                    \
	X(PREP_BY, "prep.by")                                                                      \
	X(PREP_LED_BY, "prep.led-by")                                                              \
	X(PREP_OF, "prep.of")                                                                      \
	X(PREP_ON, "prep.on")                                                                      \
	X(PREP_OTHER, "prep.other")

enum cue {
	CUE_NONE,
#define X(name, text) CUE_##name,
	CUE_LIST(X)
#undef X
		N_CUES,
};

/* Forms of a verb; several may look alike. */
enum cue_form {
	FORM_BASE = 1, /* buy */
	FORM_S = 2,    /* buys */
	FORM_PAST = 4, /* bought: told of the past */
	FORM_DONE = 8, /* bought: has been bought */
	FORM_ING = 16, /* buying */
};

const char *cue_name(enum cue cue);
