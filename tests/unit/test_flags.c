/* What deserves a look? For each shipped rule worlds in which it must find something and worlds in which it must not
 * (tests/cases/flags.tsv); texts that are no rules; rules that come from somebody else. */
#include "cases.h"
#include "unit.h"

#include "fixture.h"

#include "base/buf.h"
#include "flags/flags.h"

/* ---- worlds out of words ------------------------------------------------------------------------------------ */

/** The tables of a world, as they are written. */
struct tables {
	struct buf offices, designations, ties;
};

static void begin(struct tables *t)
{
	*t = (struct tables){0};
	buf_add(&t->offices, STR("actor,office,jurisdiction,party,from,to,source,confidence,notes\n"));
	buf_add(&t->designations, STR("actor,jurisdiction,regime,listed_on,delisted_on,status,instrument,listing_"
	                              "reason,removal_reason,source,"
	                              "confidence,verified_fields,notes\n"));
	buf_add(&t->ties, STR("subject,subject_text,relation,object,object_text,role,from,to,event,place,amount_min,"
	                      "amount_max,currency,amount_note,modality,attribution,source,confidence,notes\n"));
}

/* "-" is nothing. */
static str cell(str word)
{
	return str_is(word, "-") ? STR("") : word;
}

static void say(struct tables *t, str statement)
{
	str word[6] = {{0}}, rest = str_trim(statement);
	size_t n = 0;

	while (n < 6 && str_split(&rest, ' ', &word[n]))
		n++;
	assert_true(n >= 5);
	bool open = str_is(word[4], "..");
	if (str_is(word[0], "office"))
		buf_print(&t->offices, "%.*s,Member,%.*s,,%.*s,%.*s,S,verified,\n", STR_ARG(word[1]), STR_ARG(word[2]),
		          STR_ARG(word[3]), open ? 0 : (int)word[4].len, word[4].ptr);
	else if (str_is(word[0], "list"))
		buf_print(&t->designations, "%.*s,%.*s,a list of %.*s,%.*s,%.*s,%s,,,,S,verified,,\n", STR_ARG(word[1]),
		          STR_ARG(word[2]), STR_ARG(word[2]), STR_ARG(word[3]), open ? 0 : (int)word[4].len,
		          word[4].ptr, open ? "listed" : "removed");
	else
		buf_print(&t->ties, "%.*s,,%.*s,%.*s,,,%.*s,%.*s,,,,,,,%.*s,X,S,verified,\n", STR_ARG(word[0]),
		          STR_ARG(word[1]), STR_ARG(word[2]), STR_ARG(cell(word[3])), STR_ARG(cell(word[4])),
		          STR_ARG(n == 6 ? word[5] : STR("asserted")));
}

static void store(const struct fixture *f, const char *name, struct buf *text)
{
	buf_add_char(text, 0);
	assert_false(text->failed);
	fixture_write(f, name, text->ptr);
	buf_finish(text);
}

static ties_book *make_world(struct fixture *f, str words)
{
	static const char *const names[] = {"actors.csv", "designations.csv", "offices.csv", "events.csv", "ties.csv"};
	struct tables t;
	ties_book *book;
	str statement;
	ties_error err = {0};
	ties_build_report report;

	begin(&t);
	while (str_split(&words, ';', &statement))
		say(&t, statement);
	fixture_write(f, "actors.csv",
	              "id,name,schema,country,from,to,description,refs,source,confidence,notes\n"
	              "p,Pat Roe,Person,,,,,,S,verified,\nq,Quin Doe,Person,,,,,,S,verified,\n"
	              "g,Green Group,Organization,,,,,,S,verified,\nh,Hill Group,Organization,,,,,,S,verified,\n"
	              "i,Island Group,Organization,,,,,,S,verified,\ns,Sealand,PublicBody,,,,,,S,verified,\n");
	fixture_write(f, "events.csv",
	              "id,name,series,aliases,from,to,place,organiser,organiser_text,source,confidence\n"
	              "e,Evening Event,,,,,,,,S,verified\n");
	store(f, "designations.csv", &t.designations);
	store(f, "offices.csv", &t.offices);
	store(f, "ties.csv", &t.ties);
	if (fixture_build(f, names, 5, &report, &err) != TIES_OK)
		fail_msg("%s", err.message);
	assert_int_equal(report.rejects, 0);
	if (ties_book_open(&book, f->db, &err) != TIES_OK)
		fail_msg("%s", err.message);
	return book;
}

/* ---- rules -------------------------------------------------------------------------------------------------- */

/* "p>g 2011 yes asserted against 1, ..." */
static void describe(struct buf *out, const ties_flags *flags)
{
	for (size_t i = 0; i < flags->count; i++) {
		const ties_flag *f = &flags->list[i];
		buf_print(out, "%s%.*s>%.*s %.*s %s %.*s", i ? ", " : "", STR_ARG(f->entity), STR_ARG(f->other),
		          STR_ARG(f->date.edtf.len ? f->date.edtf : STR("-")),
		          f->certain == TIES_YES ? "yes" : "possibly", STR_ARG(f->modality));
		if (f->against_count)
			buf_print(out, " against %zu", f->against_count);
		assert_true(f->fact_count > 0);
	}
	if (!flags->count)
		buf_add(out, STR("-"));
}

static ties_flags *ask(const ties_book *book, str rule, const ties_str *entities, size_t count)
{
	const ties_flags_options options = {.size = sizeof options, .rule = rule, .on = STR("2026-01-01")};
	ties_flags *flags;
	ties_error err = {0};

	if (ties_flags_of(book, entities, count, &options, &flags, &err) != TIES_OK)
		fail_msg("%s", err.message);
	return flags;
}

/* Of one rule, about everybody and about one after the other: the same comes out. */
static bool finds(const ties_book *book, str rule, str wanted, unsigned line)
{
	const ties_str everybody[] = {STR("p"), STR("q"), STR("g"), STR("h"), STR("i"), STR("s"), STR("e")};
	struct buf all = {0}, each = {0};
	ties_flags *of_all = ask(book, rule, NULL, 0), *of_each = ask(book, rule, everybody, 7);

	describe(&all, of_all);
	describe(&each, of_each);
	bool good = str_equal(buf_str(&all), wanted) && str_equal(buf_str(&each), wanted);
	if (!good)
		print_error("flags.tsv:%u: %.*s\n  expected %.*s\n  of all   %.*s\n  of each  %.*s\n", line,
		            STR_ARG(rule), STR_ARG(wanted), STR_ARG(buf_str(&all)), STR_ARG(buf_str(&each)));
	ties_flags_free(of_all);
	ties_flags_free(of_each);
	buf_finish(&all);
	buf_finish(&each);
	return good;
}

static void rules_find_what_they_ask(void **state)
{
	(void)state;
	struct cases c;
	struct fixture f;
	unsigned wrong = 0;

	fixture_open(&f);
	cases_open(&c, "flags");
	while (cases_next(&c)) {
		ties_book *book = make_world(&f, c.cell[1]);
		wrong += !finds(book, c.cell[0], c.cell[2], c.number);
		ties_book_close(book);
	}
	fixture_close(&f);
	assert_int_equal(wrong, 0);
}

/* Does it name the place, as "my.sql:3", and the reason? */
static bool says(const ties_error *err, size_t line, const char *why)
{
	char place[32];

	snprintf(place, sizeof place, line ? "my.sql:%zu:" : "my.sql:", line);
	return strncmp(err->message, place, strlen(place)) == 0 && strstr(err->message, why);
}

/* ---- texts -------------------------------------------------------------------------------------------------- */

#define HEADER "-- rule: mine\n-- title: T\n-- severity: low\n-- explanation: E\n-- refuted by: R\n"
#define QUERY "SELECT subject AS entity, rowid AS tie FROM ties\n"

static void bad_texts_are_refused(void **state)
{
	static const struct {
		const char *text;
		size_t line;
		const char *why;
	} cases[] = {
	    {"", 0, "a rule begins with"},
	    {"\n \n", 0, "a rule begins with"},
	    {"SELECT 1", 1, "a rule begins with"},
	    {"-- a comment\n" HEADER QUERY, 1, "a rule begins with"},
	    {"-- rule:\n", 1, "the name of a rule"},
	    {"-- rule: Mine\n", 1, "the name of a rule"},
	    {"-- rule: -mine\n", 1, "the name of a rule"},
	    {"-- rule: ../mine\n", 1, "the name of a rule"},
	    {"-- rule: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n", 1,
	     "the name of a rule"},
	    {HEADER, 1, "no SELECT"},
	    {"-- rule: mine\n" QUERY, 1, "no title"},
	    {"-- rule: mine\n-- title: T\n" QUERY, 1, "no severity"},
	    {"-- rule: mine\n-- title: T\n-- severity: low\n" QUERY, 1, "no explanation"},
	    {"-- rule: mine\n-- title: T\n-- severity: low\n-- explanation: E\n" QUERY, 1, "what would refute it"},
	    {"-- rule: mine\n-- severity: serious\n", 2, "the severity is none of"},
	    {"-- rule: mine\n-- severity:\n", 2, "the severity is none of"},
	    {"-- rule: mine\n-- title: T\n-- title: T\n", 3, "says this twice"},
	    {"-- rule: mine\n-- colour: red\n", 2, "a header has the fields"},
	    {"-- rule: mine\n--   goes on\n", 2, "a header has the fields"},
	    {"-- rule: mine\n-- severity: low\n--   goes on\n", 3, "a header has the fields"},
	    {"-- rule: mine\n-- param: days\n", 2, "a parameter has a value"},
	    {"-- rule: mine\n-- param: days 366\n", 2, "a parameter is explained"},
	    {"-- rule: mine\n-- param: days 366 \t \n", 2, "a parameter is explained"},
	    {"-- rule: mine\n-- param:\n", 2, "the name of a parameter"},
	    {"-- rule: mine\n-- param: Days 366 many\n", 2, "the name of a parameter"},
	    {"-- rule: mine\n-- param: 1st 366 many\n", 2, "the name of a parameter"},
	    {"-- rule: mine\n-- param: on 366 many\n", 2, "the name of a parameter"},
	    {"-- rule: mine\n-- param: entity_1 366 many\n", 2, "the name of a parameter"},
	    {"-- rule: mine\n-- param: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa 366 many\n", 2, "the name of a parameter"},
	    {"-- rule: mine\n-- param: days "
	     "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa many\n",
	     2, "a parameter has a value"},
	    {"-- rule: mine\n-- param: days 366 \x1b[31m\n-- param: days 5 m\n", 3, "of that name already"},
	    {"-- rule: mine\n-- param: a 1 x\n-- param: b 1 x\n-- param: c 1 x\n-- param: d 1 x\n-- param: e 1 x\n"
	     "-- param: f 1 x\n-- param: g 1 x\n-- param: h 1 x\n-- param: i 1 x\n",
	     10, "at most 8"},
	    {HEADER QUERY HEADER QUERY, 7, "a rule of that name already"},
	    {HEADER QUERY "-- rule: other\nSELECT 1", 7, "no title"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const ties_rule_text text = {STR("my.sql"), str_from(cases[i].text)};
		ties_rules *rules;
		ties_error err = {0};
		ties_code rc = ties_rules_read(&text, 1, &rules, &err);
		if (rc != TIES_ERR_FORMAT || rules || !says(&err, cases[i].line, cases[i].why))
			fail_msg("case %zu: %s", i, err.message);
	}
}

/* What is in memory with a zero byte, or is too large, is no text of rules. */
static void odd_bytes_are_refused(void **state)
{
	static char large[(1 << 20) + 1];
	const ties_rule_text texts[] = {{STR("zero.sql"), {HEADER "SELECT \0", sizeof HEADER + 8}},
	                                {STR("large.sql"), {large, sizeof large}}};
	ties_rules *rules;
	ties_error err;

	(void)state;
	memset(large, ' ', sizeof large);
	for (size_t i = 0; i < 2; i++)
		assert_int_equal(ties_rules_read(&texts[i], 1, &rules, &err), TIES_ERR_FORMAT);
}

static const ties_rule *find(const ties_rules *rules, const char *name)
{
	for (size_t i = 0; i < rules->count; i++)
		if (str_is(rules->list[i].name, name))
			return &rules->list[i];
	return NULL;
}

/* Fields go on in further lines; one rule takes the place of a shipped one; line ends of two kinds. */
static void good_texts_are_read(void **state)
{
	const ties_rule_text text = {
	    STR("my.sql"),
	    STR("\n-- rule: both-sides\r\n-- title: Mine\r\n-- severity: high\r\n-- explanation: one\r\n"
	        "--   two\r\n-- refuted by: three\r\nSELECT 1 AS entity;\r\n-- a comment in it\n"
	        "-- rule: second\n-- title: S\n-- severity: info\n-- explanation: E\n-- refuted by: R\n" QUERY)};
	ties_rules *shipped, *rules;

	(void)state;
	assert_int_equal(ties_rules_read(NULL, 0, &shipped, NULL), TIES_OK);
	assert_int_equal(ties_rules_read(&text, 1, &rules, NULL), TIES_OK);
	assert_int_equal(rules->count, shipped->count + 1);
	const ties_rule *mine = find(rules, "both-sides"), *second = find(rules, "second");
	assert_non_null(mine);
	assert_non_null(second);
	assert_str(mine->title, "Mine");
	assert_str(mine->explanation, "one two");
	assert_str(mine->refuted_by, "three");
	assert_str(mine->path, "my.sql");
	assert_int_equal(mine->severity, TIES_HIGH);
	assert_int_equal(mine->line, 2);
	assert_int_equal(second->line, 10);
	for (size_t i = 0; i < shipped->count; i++) {
		const ties_rule *r = &shipped->list[i];
		assert_true(r->basis.len && r->explanation.len && r->refuted_by.len && !r->path.len);
	}
	ties_rules_free(rules);
	ties_rules_free(shipped);
}

/* ---- rules of somebody else ----------------------------------------------------------------------------------- */

static void bad_queries_are_refused(void **state)
{
	static const struct {
		const char *query, *why;
	} cases[] = {
	    {"SELECT x FROM nowhere", "no such table"},
	    {"DELETE FROM ties", ""},
	    {"SELECT 1 AS entity; SELECT 2", ""},
	    {"SELECT 1 AS entity) UNION SELECT * FROM (SELECT 2", ""},
	    {"SELECT subject AS entity, subject, rowid AS tie FROM ties", "is none of entity"},
	    {"SELECT rowid AS tie FROM ties", "entity"},
	    {"SELECT subject AS entity, 'x' AS tie FROM ties", "given as its rowid"},
	    {"SELECT subject AS entity, 4000000000 AS tie FROM ties", "given as its rowid"},
	    {"SELECT subject AS entity, -1 AS listing FROM ties", "given as its rowid"},
	    {"SELECT subject AS entity, 'soon' AS date FROM ties", "no EDTF date"},
	    {"SELECT subject AS entity, 1 AS a, 1 AS b FROM ties", "is none of entity"},
	    {"SELECT load_extension('x') AS entity", ""},
	    {"SELECT subject AS entity, rowid AS tie FROM ties WHERE from_first > :since", "asks for :since"},
	    {"SELECT subject AS entity, rowid AS tie FROM ties WHERE from_first > ?", "asks for ?"},
	    {"SELECT subject AS entity, rowid AS tie FROM ties WHERE subject <> :entity_2", "asks for :entity_..."},
	    {"SELECT subject AS entity, rowid AS tie FROM ties WHERE from_first > @on", "asks for @on"},
	    {"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT 'p' AS entity FROM n WHERE i < 0",
	     "longer than"},
	};
	struct fixture f;

	(void)state;
	fixture_open(&f);
	ties_book *book = make_world(&f, STR("p meets g 2011 2011"));
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char words[512];
		snprintf(words, sizeof words, HEADER "%s", cases[i].query);
		const ties_rule_text text = {STR("my.sql"), str_from(words)};
		ties_rules *rules;
		ties_flags *flags;
		ties_error err = {0};
		assert_int_equal(ties_rules_read(&text, 1, &rules, &err), TIES_OK);
		const ties_flags_options options = {
		    .size = sizeof options, .rules = rules, .rule = STR("mine"), .seconds = 1};
		const ties_str one = STR("p");
		for (size_t n = 0; n < 2; n++)
			if (ties_flags_of(book, n ? &one : NULL, n, &options, &flags, &err) == TIES_OK || flags ||
			    !says(&err, 1, cases[i].why))
				fail_msg("case %zu, %zu: %s", i, n, err.message);
		ties_rules_free(rules);
	}
	ties_book_close(book);
	fixture_close(&f);
}

/* An entity that nobody knows is passed over; one fact named twice is one; the day asked about is told to the rule. */
static void odd_answers_are_taken(void **state)
{
	const ties_rule_text text = {
	    STR("my.sql"), STR(HEADER "SELECT e.column1 AS entity, 'g' AS other, :on AS date, t.rowid AS tie, "
	                              "t.rowid AS tie_again, NULL AS office FROM ties t, "
	                              "(VALUES ('p'), ('nobody'), (NULL), ('p')) e WHERE t.relation = 'meets'")};
	struct fixture f;
	ties_rules *rules;
	ties_flags *flags;
	struct buf got = {0};

	(void)state;
	fixture_open(&f);
	ties_book *book = make_world(&f, STR("p meets g 2011 2011"));
	assert_int_equal(ties_rules_read(&text, 1, &rules, NULL), TIES_OK);
	const ties_flags_options options = {
	    .size = sizeof options, .rules = rules, .rule = STR("mine"), .on = STR("2011-02")};
	assert_int_equal(ties_flags_of(book, NULL, 0, &options, &flags, NULL), TIES_OK);
	describe(&got, flags);
	assert_str(buf_str(&got), "p>g 2011-02 yes asserted");
	assert_int_equal(flags->list[0].fact_count, 1);
	buf_finish(&got);
	ties_flags_free(flags);
	ties_rules_free(rules);
	ties_book_close(book);
	fixture_close(&f);
}

/* ---- parameters ----------------------------------------------------------------------------------------------- */

#define WITH_PARAMS(query) \
	HEADER "-- param: days 366 how many\n--   days\n-- param: share 0.25 of it\n-- param: who CA whose\n" query

static void parameters_are_read_and_set(void **state)
{
	const ties_rule_text text = {STR("my.sql"), STR(WITH_PARAMS(QUERY))};
	static const struct {
		const char *rule, *param, *value, *why; /* why: NULL when it can be set */
	} cases[] = {
	    {"mine", "days", "30", NULL},
	    {"mine", "days", "-2.5", NULL},
	    {"mine", "who", "US", NULL},
	    {"mine", "who", "30", NULL},
	    {"mine", "share", "1", NULL},
	    {"mine", "days", "many", "is a number such as 366"},
	    {"mine", "days", "", "is a number"},
	    {"mine", "days", "1.2.3", "is a number"},
	    {"mine", "days", "-", "is a number"},
	    {"mine", "days", "1234567890123456", "is a number"},
	    {"mine", "days", "1.", "is a number"},
	    {"mine", "who", "", "is a word"},
	    {"mine", "who", "a b", "is a word"},
	    {"mine", "day", "1", "has no parameter \"day\""},
	    {"mine", "", "1", "has no parameter"},
	    {"yours", "days", "1", "there is no rule"},
	    {"both-sides", "days", "1", "has no parameters"},
	};
	ties_rules *rules;
	ties_error err = {0};

	(void)state;
	assert_int_equal(ties_rules_read(&text, 1, &rules, &err), TIES_OK);
	const ties_rule *mine = find(rules, "mine");
	assert_int_equal(mine->param_count, 3);
	assert_str(mine->params[0].explanation, "how many days");
	assert_str(mine->params[1].standard, "0.25");
	assert_true(mine->params[0].number && mine->params[1].number && !mine->params[2].number);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		ties_code rc = ties_rules_set(rules, str_from(cases[i].rule), str_from(cases[i].param),
		                              str_from(cases[i].value), &err);
		if (rc != (cases[i].why ? TIES_ERR_USAGE : TIES_OK) || (rc && !strstr(err.message, cases[i].why)))
			fail_msg("case %zu: %s", i, err.message);
	}
	assert_str(mine->params[0].value, "-2.5");
	assert_str(mine->params[0].standard, "366");
	assert_str(mine->params[2].value, "30");
	ties_rules_free(rules);
}

/* With what a rule is asked; how many flags it has then. */
static size_t flags_with(const ties_book *book, ties_rules *rules, const char *param, const char *value)
{
	const ties_flags_options options = {
	    .size = sizeof options, .rules = rules, .rule = STR("mine"), .on = STR("2026-01-01")};
	ties_flags *flags;
	ties_error err = {0};

	assert_int_equal(ties_rules_set(rules, STR("mine"), str_from(param), str_from(value), &err), TIES_OK);
	if (ties_flags_of(book, NULL, 0, &options, &flags, &err) != TIES_OK)
		fail_msg("%s", err.message);
	size_t count = flags->count;
	ties_flags_free(flags);
	return count;
}

/* Numbers compare as numbers, words as texts; each is what is bound, not what is written into the SELECT. */
static void parameters_are_asked_with(void **state)
{
	const ties_rule_text text = {
	    STR("my.sql"),
	    STR(WITH_PARAMS("SELECT subject AS entity, begin_date AS date, rowid AS tie FROM ties WHERE NOT derived "
	                    "AND julianday(from_first) - julianday('2011-01-01') < :days AND :share * 4 > 0.999 "
	                    "AND typeof(:days) IN ('integer', 'real') AND typeof(:who) = 'text' AND :who <> 'none'"))};
	struct fixture f;
	ties_rules *rules;

	(void)state;
	fixture_open(&f);
	ties_book *book = make_world(&f, STR("p meets g 2011-01-01 2011-01-01; p meets g 2011-01-11 2011-01-11; "
	                                     "p meets g 2011-03-01 2011-03-01"));
	assert_int_equal(ties_rules_read(&text, 1, &rules, NULL), TIES_OK);
	assert_int_equal(flags_with(book, rules, "days", "366"), 3);
	assert_int_equal(flags_with(book, rules, "days", "10"), 1);
	assert_int_equal(flags_with(book, rules, "days", "10.5"), 2);
	assert_int_equal(flags_with(book, rules, "days", "0"), 0);
	assert_int_equal(flags_with(book, rules, "days", "59.01"), 3);
	assert_int_equal(flags_with(book, rules, "share", "0.24"), 0);
	assert_int_equal(flags_with(book, rules, "share", "-0.25"), 0);
	assert_int_equal(flags_with(book, rules, "share", "0.25"), 3);
	assert_int_equal(flags_with(book, rules, "who", "none"), 0);
	assert_int_equal(flags_with(book, rules, "who", "1"), 3);
	ties_rules_free(rules);
	ties_book_close(book);
	fixture_close(&f);
}

static void parameters_that_are_not_used_are_refused(void **state)
{
	const ties_rule_text text = {STR("my.sql"), STR(WITH_PARAMS(QUERY))};
	const ties_flags_options asked = {.size = sizeof asked, .rule = STR("mine")};
	ties_flags_options options = asked;
	struct fixture f;
	ties_rules *rules;
	ties_flags *flags;
	ties_error err = {0};

	(void)state;
	fixture_open(&f);
	ties_book *book = make_world(&f, STR("p meets g 2011-01-01 2011-01-01"));
	assert_int_equal(ties_rules_read(&text, 1, &rules, NULL), TIES_OK);
	options.rules = rules;
	assert_int_equal(ties_flags_of(book, NULL, 0, &options, &flags, &err), TIES_ERR_USAGE);
	assert_non_null(strstr(err.message, "my.sql:1: rule mine: its SELECT does not use the parameter :days"));
	ties_rules_free(rules);
	ties_book_close(book);
	fixture_close(&f);
}

/* ---- cutting, and documents ------------------------------------------------------------------------------------ */

static void the_severest_are_kept(void **state)
{
	struct fixture f;
	ties_flags *flags;
	const ties_flags_options options = {.size = sizeof options, .limit = 1, .on = STR("2026-01-01")};

	(void)state;
	fixture_open(&f);
	ties_book *book = make_world(
	    &f, STR("list g US 2005 2012; list g CA 2001 ..; p meets g 2011 2011; q receives_from g 2011 2011"));
	assert_int_equal(ties_flags_of(book, NULL, 0, &options, &flags, NULL), TIES_OK);
	assert_int_equal(flags->count, 1);
	assert_str(flags->list[0].rule->name, "payment-from-listed");
	assert_true(flags->left_out >= 3);
	ties_flags_free(flags);
	ties_book_close(book);
	fixture_close(&f);
}

/* How many flags somebody has does not depend on how many of them are told. */
static void those_left_out_are_counted(void **state)
{
	const ties_str entities[] = {STR("p"), STR("q"), STR("h"), STR("nobody at all")};
	struct fixture f;
	ties_flags *all, *cut;
	ties_flags_options options = {.size = sizeof options, .on = STR("2026-01-01")};

	(void)state;
	fixture_open(&f);
	ties_book *book = make_world(
	    &f, STR("list g US 2005 2012; list g CA 2001 ..; p meets g 2011 2011; q receives_from g 2011 2011"));
	assert_int_equal(ties_flags_of(book, entities, 4, &options, &all, NULL), TIES_OK);
	options.limit = 1;
	assert_int_equal(ties_flags_of(book, entities, 4, &options, &cut, NULL), TIES_OK);
	size_t told[2] = {0};
	for (size_t i = 0; i < all->count; i++)
		told[str_is(all->list[i].entity, "q")]++;
	assert_true(told[0] > 0 && told[1] > 1);
	const size_t wanted[] = {told[0], told[1], 0, 0};
	assert_int_equal(cut->count, 1);
	assert_int_equal(cut->left_out, all->count - 1);
	for (size_t i = 0; i < 4; i++) {
		assert_int_equal(all->subject_flags[i], wanted[i]);
		assert_int_equal(cut->subject_flags[i], wanted[i]);
	}
	assert_int_equal(cut->list[0].of_entity, wanted[str_is(cut->list[0].entity, "q")]);
	ties_flags_free(all);
	ties_flags_free(cut);
	ties_book_close(book);
	fixture_close(&f);
}

/* Of a document: those between two who are named, that rest on a tie, up to its date. */
static void documents_have_flags(void **state)
{
	static const struct {
		const char *text, *wanted;
		size_t later;
	} cases[] = {
	    {"1 May 2012. Pat Roe and the Green Group.", "p>g 2011-05-01 yes asserted", 0},
	    {"1 May 2010. Pat Roe and the Green Group.", "-", 1},
	    {"1 May 2012. Pat Roe and the Hill Group.", "-", 0},
	    {"1 May 2012. Pat Roe.", "-", 0},
	    {"1 May 2012. The Green Group.", "-", 0},
	    {"Nobody.", "-", 0},
	};
	struct fixture f;

	(void)state;
	fixture_open(&f);
	ties_book *book =
	    make_world(&f, STR("list g US 2005 2012-09-28; list g CA 2001 2002; p meets g 2011-05-01 2011-05-01"));
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		ties_scan *scan;
		ties_flags *flags;
		struct buf got = {0};
		assert_int_equal(ties_scan_text(book, "a.txt", str_from(cases[i].text), NULL, &scan, NULL), TIES_OK);
		assert_int_equal(ties_flags_of_scan(book, scan, NULL, &flags, NULL), TIES_OK);
		describe(&got, flags);
		assert_str(buf_str(&got), cases[i].wanted);
		assert_int_equal(flags->later, cases[i].later);
		buf_finish(&got);
		ties_flags_free(flags);
		ties_scan_free(scan);
	}
	ties_book_close(book);
	fixture_close(&f);
}

/* What a session keeps of one document is of no account for the next one. */
static void a_session_answers_as_the_first_time(void **state)
{
	static const char *const texts[] = {"1 May 2012. Pat Roe and the Green Group.", "1 May 2012. The Green Group.",
	                                    "1 May 2010. Pat Roe and the Green Group.",
	                                    "1 May 2012. Pat Roe, Quin Doe and the Green Group.", "Nobody."};
	struct fixture f;
	ties_flags_session *session;

	(void)state;
	fixture_open(&f);
	ties_book *book = make_world(&f, STR("list g US 2005 2012-09-28; list g CA 2001 2002; p meets g 2011-05-01 "
	                                     "2011-05-01; q receives_from g 2011 2011"));
	assert_int_equal(ties_flags_open(&session, book, NULL, NULL), TIES_OK);
	for (size_t round = 0; round < 2; round++)
		for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
			const ties_flags_options kept = {.size = sizeof kept, .session = session};
			struct buf alone = {0}, in_session = {0};
			ties_flags *first, *again;
			ties_scan *scan;
			assert_int_equal(ties_scan_text(book, "a.txt", str_from(texts[i]), NULL, &scan, NULL), TIES_OK);
			assert_int_equal(ties_flags_of_scan(book, scan, NULL, &first, NULL), TIES_OK);
			assert_int_equal(ties_flags_of_scan(book, scan, &kept, &again, NULL), TIES_OK);
			describe(&alone, first);
			describe(&in_session, again);
			assert_str(buf_str(&in_session), buf_cstr(&alone));
			assert_int_equal(first->later, again->later);
			ties_flags_free(first);
			ties_flags_free(again);
			ties_scan_free(scan);
			buf_finish(&alone);
			buf_finish(&in_session);
		}
	ties_flags_close(session);
	ties_book_close(book);
	fixture_close(&f);
}

/* More are asked about than a rule takes at once; each of them has its flags once. */
static void many_are_asked_about_in_batches(void **state)
{
	enum { MANY = 3 * 64 + 1 };
	struct fixture f;
	ties_str entities[MANY];

	(void)state;
	fixture_open(&f);
	ties_book *book = make_world(
	    &f, STR("list g US 2005 2012; p meets g 2011 2011; q receives_from g 2011 2011; office p CA 2010 .."));
	for (size_t i = 0; i < MANY; i++)
		entities[i] = i == 63 ? STR("p") : i == 64 || i == MANY - 1 ? STR("q") : STR("h");
	struct buf two = {0}, many = {0};
	ties_flags *of_two = ask(book, STR(""), (const ties_str[]){STR("p"), STR("q")}, 2);
	ties_flags *of_many = ask(book, STR(""), entities, MANY);
	describe(&two, of_two);
	describe(&many, of_many);
	assert_true(of_two->count >= 2);
	assert_str(buf_str(&many), buf_cstr(&two));
	ties_flags_free(of_two);
	ties_flags_free(of_many);
	buf_finish(&two);
	buf_finish(&many);
	ties_book_close(book);
	fixture_close(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(rules_find_what_they_ask),
	    cmocka_unit_test(bad_texts_are_refused),
	    cmocka_unit_test(odd_bytes_are_refused),
	    cmocka_unit_test(good_texts_are_read),
	    cmocka_unit_test(bad_queries_are_refused),
	    cmocka_unit_test(odd_answers_are_taken),
	    cmocka_unit_test(the_severest_are_kept),
	    cmocka_unit_test(those_left_out_are_counted),
	    cmocka_unit_test(documents_have_flags),
	    cmocka_unit_test(parameters_are_read_and_set),
	    cmocka_unit_test(parameters_are_asked_with),
	    cmocka_unit_test(parameters_that_are_not_used_are_refused),
	    cmocka_unit_test(a_session_answers_as_the_first_time),
	    cmocka_unit_test(many_are_asked_about_in_batches),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name("flags", tests, NULL, NULL);
}
