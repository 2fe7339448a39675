/* Pairs, the name index, screening: filters, evidence, identifiers, order. Retrieval against scoring everything is a
 * property test (tests/prop/prop_retrieval.c). */
#include "cases.h"

#include "book/identifier.h"
#include "match/evidence.h"
#include "match/match.h"
#include "match/written.h"
#include "ofac/ofac.h"
#include "tests/prop/keys_meet.h"
#include "tests/prop/small_book.h"

/** A book and a screener on it. */
struct fixture {
	char path[64];
	ties_book *b;
	ties_screener *screener;
	const ties_hits *hits;
	ties_error err;
};

static void open_book(struct fixture *f, struct small_book *sb)
{
	*f = (struct fixture){.path = "/tmp/test-match-XXXXXX"};
	int fd = mkstemp(f->path);
	assert_true(fd >= 0);
	close(fd);
	small_book_write(sb, f->path);
	if (book_open(&f->b, f->path, &f->err) != TIES_OK || book_verify(f->b, &f->err) != TIES_OK)
		fail_msg("%s", f->err.message);
}

static void close_book(struct fixture *f)
{
	ties_screener_free(f->screener);
	book_close(f->b);
	remove(f->path);
}

/* Screens with a new screener; the hits are in f->hits. */
static void screen(struct fixture *f, ties_screen_options options, ties_query query)
{
	options.size = sizeof options;
	ties_screener_free(f->screener);
	f->screener = NULL;
	if (ties_screener_new(&f->screener, f->b, &options, &f->err) != TIES_OK ||
	    ties_screen(f->screener, &query, &f->hits, &f->err) != TIES_OK)
		fail_msg("%s", f->err.message);
}

static const ties_evidence *evidence(const ties_hit *hit, const char *axis)
{
	for (size_t i = 0; i < hit->evidence_count; i++)
		if (strcmp(hit->evidence[i].axis, axis) == 0)
			return &hit->evidence[i];
	fail_msg("no evidence on %s", axis);
	return NULL;
}

/* Persons, companies and a ship, with what evidence needs. */
static void make_world(struct fixture *f)
{
	struct small_book sb = {0};

	small_book_begin(&sb);
	small_book_entity(&sb, "t-01", SCHEMA_PERSON);
	small_book_say(&sb, PROP_NAME, STR("Leonid Zhuravlyov"));
	small_book_say(&sb, PROP_BIRTH_DATE, STR("1961-04-09"));
	small_book_say(&sb, PROP_NATIONALITY, STR("ru"));
	small_book_say(&sb, PROP_CITIZENSHIP, STR("sy"));
	small_book_say(&sb, PROP_GENDER, STR("male"));
	small_book_say(&sb, PROP_TOPICS, STR("sanction"));
	small_book_say(&sb, PROP_PASSPORT_NUMBER, STR("AB 123-456"));
	small_book_entity(&sb, "t-02", SCHEMA_PERSON);
	small_book_say(&sb, PROP_NAME, STR("Leonid Zhuravlyov"));
	small_book_say(&sb, PROP_TAX_NUMBER, STR("77"));
	small_book_dataset(&sb, "third");
	small_book_entity(&sb, "t-03", SCHEMA_COMPANY);
	small_book_say(&sb, PROP_NAME, STR("Zhuravlyov Petroleum Ltd"));
	small_book_say(&sb, PROP_ALIAS, STR("Quandry Oilworks"))->first_seen = 15000;
	small_book_say(&sb, PROP_DESCRIPTION, STR("a company"));
	small_book_entity(&sb, "t-04", SCHEMA_VESSEL);
	small_book_say(&sb, PROP_NAME, STR("Grace Meridian 7"));
	small_book_say(&sb, PROP_IMO_NUMBER, STR("IMO 9187629"));
	small_book_entity(&sb, "t-05", SCHEMA_PASSPORT);
	small_book_say(&sb, PROP_NUMBER, STR("ZX-9988776"));
	small_book_say(&sb, PROP_HOLDER, STR("t-02"))->target = 1;
	small_book_entity(&sb, "t-06", SCHEMA_ORGANIZATION);
	small_book_say(&sb, PROP_NAME, STR("--- !!! ---"));
	small_book_say(&sb, PROP_ADJECTIVE, STR("Ruritanian"));
	open_book(f, &sb);
}

/* ---- pairs ---------------------------------------------------------------------------------------------- */

static void same_name_scores_one_and_says_why(void **state)
{
	ties_pair_score *score;
	char name[] = "Leonid  Zhuravlyov";

	(void)state;
	assert_int_equal(ties_match(NULL, STR("Person"), str_from(name), STR("LEONID zhuravlyov"), &score, NULL),
	                 TIES_OK);
	memset(name, 'x', sizeof name - 1); /* reasons do not point into the caller's memory */
	assert_true(score->score == 1);
	assert_string_equal(score->scorer, name_scorer());
	assert_int_equal(score->reason_count, 2);
	for (size_t i = 0; i < 2; i++) {
		bool first = score->reasons[i].left.ptr[0] == 'L';
		assert_str(score->reasons[i].left, first ? "Leonid" : "Zhuravlyov");
		assert_str(score->reasons[i].right, first ? "LEONID" : "zhuravlyov");
		assert_string_equal(score->reasons[i].why, "same");
	}
	ties_pair_score_free(score);
}

/* Capitals would part three short words in two ways; of names that differ by them alone they part none. */
static void a_name_is_itself_in_any_capitals(void **state)
{
	static const char *const pairs[][2] = {{"Su Nyo Ryang", "Su Nyo RYANG"},
	                                       {"Li Na Wang", "Li Na WANG"},
	                                       {"WANG Li Na", "Wang Li Na"},
	                                       {"Acme Trading", "ACME TRADING"}};
	static const char *const schemata[] = {"Person", "Organization", ""};

	(void)state;
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		for (size_t j = 0; j < sizeof schemata / sizeof *schemata; j++) {
			ties_pair_score *score;
			assert_int_equal(ties_match(NULL, str_from(schemata[j]), str_from(pairs[i][0]),
			                            str_from(pairs[i][1]), &score, NULL),
			                 TIES_OK);
			if (score->score < 1)
				fail_msg("%s and %s as %s: %.2f", pairs[i][0], pairs[i][1], schemata[j], score->score);
			ties_pair_score_free(score);
		}
	}
}

static void left_over_tokens_are_told(void **state)
{
	ties_pair_score *score;
	bool left = false, right = false;

	(void)state;
	assert_int_equal(
	    ties_match(NULL, STR(""), STR("Leonid Quimby Zhuravlyov"), STR("Zhuravlyov, Leonid Oskar"), &score, NULL),
	    TIES_OK);
	assert_true(score->score > 0 && score->score < 1);
	for (size_t i = 0; i < score->reason_count; i++) {
		left |= score->reasons[i].right.len == 0 && str_is(score->reasons[i].left, "Quimby");
		right |= score->reasons[i].left.len == 0 && str_is(score->reasons[i].right, "Oskar");
	}
	bool opposed = false; /* the two may be told as one contradiction */
	for (size_t i = 0; i < score->reason_count; i++)
		opposed |= str_is(score->reasons[i].left, "Quimby") && str_is(score->reasons[i].right, "Oskar");
	assert_true((left && right) || opposed);
	ties_pair_score_free(score);
}

static void strange_pairs_are_answered(void **state)
{
	ties_pair_score *score;
	ties_error err;

	(void)state;
	assert_int_equal(ties_match(NULL, STR(""), STR(""), STR("Anna"), &score, NULL), TIES_OK);
	assert_true(score->score == 0);
	assert_int_equal(score->reason_count, 0);
	ties_pair_score_free(score);
	assert_int_equal(ties_match(NULL, STR("Persona"), STR("a"), STR("b"), &score, &err), TIES_ERR_USAGE);
	assert_null(score);
	assert_non_null(strstr(err.message, "Persona"));
	ties_pair_score_free(NULL);
}

static void a_kind_is_best_of_its_own(void **state)
{
	static const char *const schemata[] = {"Person", "Company", "Vessel"};
	double best = 0, any = 0;
	ties_pair_score *score;

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		assert_int_equal(
		    ties_match(NULL, str_from(schemata[i]), STR("Orient Oil Ltd"), STR("Orient Oyl LLC"), &score, NULL),
		    TIES_OK);
		best = score->score > best ? score->score : best;
		ties_pair_score_free(score);
	}
	assert_int_equal(ties_match(NULL, STR(""), STR("Orient Oil Ltd"), STR("Orient Oyl LLC"), &score, NULL),
	                 TIES_OK);
	any = score->score;
	ties_pair_score_free(score);
	assert_true(any == best);
}

/* ---- the index ------------------------------------------------------------------------------------------ */

static bool form_has_token(const ties_book *b, uint32_t form, str text)
{
	const struct book_form *f = BOOK_AT(b, FORM, form);

	for (uint32_t t = 0; t < f->token_count; t++)
		if (str_equal(book_string(b, BOOK_AT(b, KEY, book_form_token(b, f->first_token + t)->key)->text), text))
			return true;
	return false;
}

/* Counted naively: screened names of which some form has the token. */
static void frequencies_are_counted_by_name(void **state)
{
	struct fixture f;

	(void)state;
	make_world(&f);
	struct name_rarity rarity = match_rarity(f.b);
	assert_int_equal(rarity.total, f.b->NAME.count);
	for (uint32_t k = 0; k < f.b->KEY.count; k++) {
		str text = book_string(f.b, f.b->KEY.items[k].text);
		uint32_t df = 0;
		for (uint32_t n = 0; n < f.b->NAME.count; n++) {
			struct book_range forms = book_forms_of(f.b, n);
			bool has = false;
			for (uint32_t i = forms.begin; i < forms.end; i++)
				has |= form_has_token(f.b, i, text);
			df += has && book_name_property(f.b, n) <= PROP_LAST_SCREENED_NAME;
		}
		assert_int_equal(f.b->KEY.items[k].df, df);
		assert_int_equal(rarity.df(rarity.context, text), df);
	}
	assert_int_equal(rarity.df(rarity.context, STR("zhuravlyov")), 3);
	assert_int_equal(rarity.df(rarity.context, STR("nobody")), 0);
	assert_int_equal(rarity.df(rarity.context, STR("ruritanian")), 0); /* serves scanning only */
	close_book(&f);
}

static bool posting_has(const ties_book *b, const struct book_key *k, uint32_t form)
{
	struct book_range r = book_postings(b, k);

	for (uint32_t i = r.begin; i < r.end; i++)
		if (book_posting_form(b->POSTING.items[i]) == form)
			return true;
	return false;
}

static const struct book_key *find_key(const ties_book *b, str text, uint32_t class)
{
	for (uint32_t i = 0; i < b->KEY.count; i++)
		if (b->KEY.items[i].class == class && str_equal(book_string(b, b->KEY.items[i].text), text))
			return &b->KEY.items[i];
	fail_msg("no key \"%.*s\"", STR_ARG(text));
	return NULL;
}

/* Is the form listed under the signature? */
static bool listed_under(const ties_book *b, uint64_t signature, uint32_t form)
{
	struct book_range r = book_signatures(b, signature);

	for (uint32_t i = r.begin; i < r.end; i++)
		if (book_signature_item(&b->SIGNATURE.items[i]) == (form | SIGNATURE_OF_FORM))
			return true;
	return false;
}

static void check_listed(const ties_book *b, const struct name_key *key, uint32_t form)
{
	static uint64_t signatures[SIGNATURES_MAX];

	if (key->kind == KEY_INITIALS) {
		assert_true(listed_under(b, name_signature_of_initials(key->text), form));
		return;
	}
	size_t count = signatures_of(key, key->abjad ? SIGNATURE_JOINED_ABJAD : SIGNATURE_JOINED, signatures);
	assert_true(count > 0);
	for (size_t i = 0; i < count; i++)
		assert_true(listed_under(b, signatures[i], form));
}

/* Every key of every screened form leads back to it, and nothing else is posted. */
static void forms_are_found_by_all_their_keys(void **state)
{
	struct fixture f;
	static struct name_form form;
	static struct name_key keys[NAME_KEYS_MAX];
	static char text[NAME_KEY_TEXT_MAX];
	size_t posted = 0, listed = 0;

	(void)state;
	make_world(&f);
	for (uint32_t i = 0; i < f.b->FORM.count; i++) {
		const struct book_key *seen[NAME_KEYS_MAX];
		size_t distinct = 0;
		assert_true(match_load_form(f.b, i, &form));
		size_t count = f.b->FORM.items[i].flags & 1 ? name_keys(&form, keys, text) : 0;
		for (size_t k = 0; k < count; k++) {
			if (keys[k].kind != KEY_TOKEN) {
				check_listed(f.b, &keys[k], i);
				listed++;
				continue;
			}
			const struct book_key *key = find_key(f.b, keys[k].text, keys[k].class);
			bool again = false;
			assert_true(posting_has(f.b, key, i));
			assert_true(key->flags & (keys[k].abjad ? KEY_ABJAD : KEY_OTHER));
			for (size_t s = 0; s < distinct; s++)
				again |= seen[s] == key;
			if (!again)
				seen[distinct++] = key;
		}
		posted += distinct;
	}
	assert_true(posted > 5 && listed > 2);
	assert_int_equal(f.b->POSTING.count, posted);
	close_book(&f);
}

static void every_form_is_a_phrase(void **state)
{
	struct fixture f;
	bool found = false, scanned = false;

	(void)state;
	make_world(&f);
	struct book_range leonid = book_phrases(f.b, str_hash(STR("leonid zhuravlyov")));
	struct book_range nation = book_phrases(f.b, str_hash(STR("ruritanian")));
	struct book_range nobody = book_phrases(f.b, str_hash(STR("leonid zhuravlyova")));
	for (uint32_t i = leonid.begin; i < leonid.end; i++)
		found |= BOOK_AT(f.b, FORM, f.b->PHRASE.items[i].form)->token_count == 2;
	assert_int_equal(nobody.begin, nobody.end);
	scanned = nation.begin < nation.end;
	assert_true(found && scanned);
	/* once each, and at most once more for the name as it is written */
	for (uint32_t form = 0; form < f.b->FORM.count; form++) {
		uint32_t phrases = 0, most = book_forms_of(f.b, f.b->FORM.items[form].name).begin == form ? 2 : 1;
		for (uint32_t i = 0; i < f.b->PHRASE.count; i++)
			phrases += f.b->PHRASE.items[i].form == form;
		assert_in_range(phrases, 1, most);
	}
	close_book(&f);
}

static void illegible_names_are_kept_without_forms(void **state)
{
	struct fixture f;
	bool seen = false;

	(void)state;
	make_world(&f);
	for (uint32_t i = 0; i < f.b->NAME.count; i++)
		if (str_is(book_name_text(f.b, i), "--- !!! ---")) {
			struct book_range forms = book_forms_of(f.b, i);
			seen = true;
			assert_int_equal(forms.end, forms.begin);
		}
	assert_true(seen);
	close_book(&f);
}

static void classes_list_their_keys(void **state)
{
	struct fixture f;
	uint32_t with_class = 0;

	(void)state;
	make_world(&f);
	for (uint32_t i = 0; i < f.b->KEY.count; i++)
		with_class += f.b->KEY.items[i].class != 0;
	assert_int_equal(f.b->CLASS_KEY.count, with_class);
	for (uint32_t i = 1; i < f.b->CLASS_KEY.count; i++)
		assert_true(f.b->KEY.items[f.b->CLASS_KEY.items[i - 1]].class <=
		            f.b->KEY.items[f.b->CLASS_KEY.items[i]].class);
	close_book(&f);
}

/* By the rarest words, however ids are; what has no name has no place. */
static void names_that_share_rare_words_stand_together(void **state)
{
	static const struct {
		const char *id, *name, *alias;
	} entity[] = {
	    {"t-01", "Anna Velden", NULL},  {"t-02", "Boris Kamrin", "Quist"},
	    {"t-03", "Anna Kamrin", NULL},  {"t-04", "Boris Zorin", NULL},
	    {"t-05", NULL, NULL},           {"t-06", "Boris Velten", NULL},
	    {"t-07", "Boris Aldan", "Boz"}, {"t-08", "Anna Velden", NULL},
	};
	static const char *const expected[] = {"Boris Aldan", "Boz",         "Anna Kamrin",  "Boris Kamrin", "Quist",
	                                       "Anna Velden", "Anna Velden", "Boris Velten", "Boris Zorin"};
	struct small_book sb = {0};
	struct fixture f;
	size_t names = 0;

	(void)state;
	small_book_begin(&sb);
	for (size_t i = 0; i < sizeof entity / sizeof *entity; i++) {
		small_book_entity(&sb, entity[i].id, entity[i].name ? SCHEMA_PERSON : SCHEMA_PASSPORT);
		if (entity[i].name)
			small_book_say(&sb, PROP_NAME, str_from(entity[i].name));
		if (entity[i].alias)
			small_book_say(&sb, PROP_ALIAS, str_from(entity[i].alias));
	}
	open_book(&f, &sb);
	assert_int_equal(f.b->NAME.count, sizeof expected / sizeof *expected);
	for (uint32_t i = 0; i < f.b->NAME.count; i++)
		assert_true(str_is(book_name_text(f.b, i), expected[i]));
	for (uint32_t e = 0; e < f.b->ENTITY.count; e++) {
		struct book_range r = book_names_of(f.b, e);
		assert_int_equal(r.end - r.begin, (entity[e].name != NULL) + (entity[e].alias != NULL));
		for (uint32_t i = r.begin; i < r.end; i++)
			assert_int_equal(f.b->NAME.items[i].entity, e);
		names += r.end - r.begin;
	}
	assert_int_equal(names, f.b->NAME.count);
	close_book(&f);
}

/* ---- screening ------------------------------------------------------------------------------------------- */

static void hits_come_by_score_then_id(void **state)
{
	struct fixture f;

	(void)state;
	make_world(&f);
	screen(&f, (ties_screen_options){0}, (ties_query){.name = STR("Zhuravlyov, Leonid"), .schema = STR("Person")});
	assert_int_equal(f.hits->hit_count, 2);
	assert_int_equal(f.hits->total, 2);
	assert_str(f.hits->hits[0].entity.id, "t-01");
	assert_str(f.hits->hits[1].entity.id, "t-02");
	assert_true(f.hits->hits[0].score == 1 && f.hits->hits[0].match);
	assert_str(f.hits->hits[0].name, "Leonid Zhuravlyov");
	assert_int_equal(f.hits->hits[0].evidence_count, 0);
	assert_int_equal(f.hits->hits[0].reason_count, 0);
	screen(&f, (ties_screen_options){.limit = 1}, (ties_query){.name = STR("Leonid Zhuravlyov")});
	assert_int_equal(f.hits->hit_count, 1);
	assert_true(f.hits->total >= 2);
	close_book(&f);
}

/* What written_apart is defined as. */
static unsigned apart_by_hand(const struct written *a, size_t n, const struct written *b, size_t m)
{
	if (n == 0 || m == 0)
		return (unsigned)(n + m);
	unsigned best = apart_by_hand(a, n - 1, b, m - 1) + (a->at[n - 1] != b->at[m - 1]);
	unsigned left = apart_by_hand(a, n - 1, b, m) + 1, right = apart_by_hand(a, n, b, m - 1) + 1;
	best = left < best ? left : best;
	return right < best ? right : best;
}

static void names_are_written_apart_as_defined(void **state)
{
	char long_name[3 * WRITTEN_MAX];
	uint32_t seed = 7;

	(void)state;
	for (int round = 0; round < 300; round++) {
		char text[2][7];
		struct written a, b;
		for (size_t k = 0; k < 12; k++) {
			seed = seed * 1664525u + 1013904223u;
			text[k / 6][k % 6] = "aAbñ"[seed >> 16 & 3];
		}
		size_t n = (seed >> 20) % 7, m = (seed >> 24) % 7;
		written_read(&a, (str){text[0], n});
		written_read(&b, (str){text[1], m});
		unsigned apart = written_apart(&a, (str){text[1], m});
		assert_int_equal(apart, apart_by_hand(&a, a.count, &b, b.count));
		assert_true(written_apart_least(&a, (str){text[1], m}) <= apart);
		for (unsigned limit = 0; limit <= WRITTEN_MAX; limit++) {
			unsigned below = written_apart_below(&a, (str){text[1], m}, limit);
			assert_true(apart < limit ? below == apart : below >= limit);
		}
	}
	struct written name;
	written_read(&name, STR("Zoë"));
	assert_int_equal(name.count, 3);
	assert_int_equal(written_apart(&name, STR("ZOE")), 2);
	memset(long_name, 'x', sizeof long_name);
	written_read(&name, (str){long_name, sizeof long_name});
	assert_int_equal(name.count, WRITTEN_MAX);
	assert_int_equal(written_apart(&name, STR("")), WRITTEN_MAX);
}

/* Of entities that score the same the one whose name is written most like the query comes first; of the names of an
 * entity that is shown, also where another scores as well. */
static void the_same_score_goes_by_how_names_are_written(void **state)
{
	struct small_book sb = {0};
	struct fixture f;

	(void)state;
	small_book_begin(&sb);
	small_book_entity(&sb, "t-01", SCHEMA_PERSON);
	small_book_say(&sb, PROP_NAME, STR("QUENDRIL, Ostavan"));
	small_book_entity(&sb, "t-02", SCHEMA_PERSON);
	small_book_say(&sb, PROP_NAME, STR("Ostavan QUENDRIL"));
	small_book_say(&sb, PROP_ALIAS, STR("ostavan Quendril"));
	small_book_entity(&sb, "t-03", SCHEMA_PERSON);
	small_book_say(&sb, PROP_NAME, STR("Ostavan Quendril"));
	open_book(&f, &sb);
	for (unsigned limit = 1; limit <= 3; limit++)
		for (int exhaustive = 0; exhaustive < 2; exhaustive++) {
			static const char *const ids[] = {"t-03", "t-02", "t-01"};
			screen(&f, (ties_screen_options){.limit = limit, .exhaustive = exhaustive},
			       (ties_query){.name = STR("Ostavan Quendril")});
			assert_int_equal(f.hits->hit_count, limit);
			for (unsigned i = 0; i < limit; i++)
				assert_str(f.hits->hits[i].entity.id, ids[i]);
		}
	assert_str(f.hits->hits[1].name, "ostavan Quendril");
	close_book(&f);
}

/* … and of names that score nearly the same one in the script of the query. */
static void a_name_in_the_script_of_the_query_is_shown(void **state)
{
	struct small_book sb = {0};
	struct fixture f;
	double best = 0;

	(void)state;
	small_book_begin(&sb);
	small_book_entity(&sb, "t-01", SCHEMA_ORGANIZATION);
	small_book_say(&sb, PROP_NAME, STR("Mojahedin-e Khalq"));
	small_book_say(&sb, PROP_ALIAS, STR("מוג'אהדין ח'לק"));
	open_book(&f, &sb);
	screen(&f, (ties_screen_options){.explain = true}, (ties_query){.name = STR("Mojahedin Kalq")});
	assert_int_equal(f.hits->hit_count, 1);
	best = f.hits->hits[0].name_score;
	assert_str(f.hits->hits[0].name, "Mojahedin-e Khalq");
	assert_string_equal(f.hits->hits[0].reasons[0].why, "same");
	screen(&f, (ties_screen_options){0}, (ties_query){.name = STR("מוג'אהדין ח'לק")});
	assert_str(f.hits->hits[0].name, "מוג'אהדין ח'לק");
	close_book(&f);
	small_book_begin(&sb);
	small_book_entity(&sb, "t-01", SCHEMA_ORGANIZATION);
	small_book_say(&sb, PROP_NAME, STR("מוג'אהדין ח'לק"));
	open_book(&f, &sb);
	screen(&f, (ties_screen_options){0}, (ties_query){.name = STR("Mojahedin Kalq")});
	assert_true(f.hits->hits[0].name_score == best); /* the score is that of the name that fits best */
	close_book(&f);
}

/* Where the best is in another script, not what scores next is shown but what is written most like the query. */
static void of_names_in_the_script_the_nearest_is_shown(void **state)
{
	static const char *const names[] = {"وسيم القطان", "Wasseem al-Kattan", "Wasseem al-Katan", "Wassim Al-Qattan"};
	struct small_book sb = {0};
	struct fixture f;

	(void)state;
	small_book_begin(&sb);
	small_book_entity(&sb, "t-01", SCHEMA_PERSON);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		small_book_say(&sb, i ? PROP_ALIAS : PROP_NAME, str_from(names[i]));
	open_book(&f, &sb);
	screen(&f, (ties_screen_options){0}, (ties_query){.name = STR("Wasseem Al-Kitan")});
	assert_int_equal(f.hits->hit_count, 1);
	assert_str(f.hits->hits[0].name, "Wasseem al-Katan");
	screen(&f, (ties_screen_options){0}, (ties_query){.name = STR("Wasseem Al-Kattan")});
	assert_str(f.hits->hits[0].name, "Wasseem al-Kattan");
	close_book(&f);
}

static void explained_hits_have_reasons(void **state)
{
	struct fixture f;

	(void)state;
	make_world(&f);
	screen(&f, (ties_screen_options){.explain = true},
	       (ties_query){.name = STR("ZHURAVLYOV  leonid"), .schema = STR("Person")});
	assert_int_equal(f.hits->hits[0].reason_count, 2);
	for (size_t i = 0; i < 2; i++) {
		const ties_reason *r = &f.hits->hits[0].reasons[i];
		assert_str(r->right, r->left.ptr[0] == 'l' ? "Leonid" : "Zhuravlyov");
		assert_string_equal(r->why, "same");
	}
	close_book(&f);
}

static size_t count_hits(struct fixture *f, ties_screen_options options, const char *name, const char *schema)
{
	screen(f, options, (ties_query){.name = str_from(name), .schema = str_from(schema)});
	return (size_t)f->hits->total;
}

static void filters_restrict(void **state)
{
	struct fixture f;
	const ties_screen_options test = {.dataset = STR("test")}, other = {.dataset = STR("third")},
	                          topic = {.topic = STR("sanction")};

	(void)state;
	make_world(&f);
	assert_int_equal(count_hits(&f, (ties_screen_options){0}, "Quandry Oilworks", ""), 1);
	assert_int_equal(count_hits(&f, (ties_screen_options){0}, "Quandry Oilworks", "Company"), 1);
	assert_int_equal(count_hits(&f, (ties_screen_options){0}, "Quandry Oilworks", "LegalEntity"), 1);
	assert_int_equal(count_hits(&f, (ties_screen_options){0}, "Quandry Oilworks", "Person"), 0);
	assert_int_equal(count_hits(&f, (ties_screen_options){0}, "Quandry Oilworks", "Vessel"), 0);
	assert_int_equal(count_hits(&f, (ties_screen_options){0}, "Grace Meridian 7", "Vehicle"), 1);
	assert_int_equal(count_hits(&f, other, "Quandry Oilworks", ""), 1);
	assert_int_equal(count_hits(&f, test, "Quandry Oilworks", ""), 0);
	assert_int_equal(count_hits(&f, topic, "Leonid Zhuravlyov", "Person"), 1);
	/* a name that serves scanning only */
	assert_int_equal(count_hits(&f, (ties_screen_options){0}, "Ruritanian", ""), 0);
	close_book(&f);
}

static void names_said_later_are_not_known(void **state)
{
	struct fixture f;
	const ties_screen_options before = {.time.known_on = STR("2011-01-25")}, /* day 14999 */
	    since = {.time.known_on = STR("2011-01-26")};

	(void)state;
	make_world(&f);
	assert_int_equal(count_hits(&f, before, "Quandry Oilworks", ""), 0);
	assert_int_equal(count_hits(&f, since, "Quandry Oilworks", ""), 1);
	close_book(&f);
}

static void wrong_questions_are_refused(void **state)
{
	struct fixture f;
	ties_error err;
	ties_screener *s;
	const ties_hits *hits;
	const ties_screen_options dataset = {.size = sizeof dataset, .dataset = STR("nowhere")};
	const ties_screen_options threshold = {.size = sizeof threshold, .threshold = 70};

	(void)state;
	make_world(&f);
	assert_int_equal(ties_screener_new(&s, f.b, &dataset, &err), TIES_ERR_NOT_FOUND);
	assert_non_null(strstr(err.message, "nowhere"));
	assert_int_equal(ties_screener_new(&s, f.b, &threshold, &err), TIES_ERR_USAGE);
	assert_int_equal(ties_screener_new(&s, f.b, NULL, &err), TIES_OK);
	assert_int_equal(ties_screen(s, &(ties_query){.name = STR("A"), .schema = STR("Persona")}, &hits, &err),
	                 TIES_ERR_USAGE);
	assert_int_equal(ties_screen(s, &(ties_query){.name = STR("A"), .birth_date = STR("1970-13-41")}, &hits, &err),
	                 TIES_ERR_USAGE);
	assert_int_equal(ties_screen(s, &(ties_query){.name = STR("")}, &hits, &err), TIES_OK);
	assert_int_equal(hits->total, 0);
	ties_screener_free(s);
	close_book(&f);
}

/* ---- evidence ----------------------------------------------------------------------------------------------- */

static void birth_dates_are_valued(void **state)
{
	struct cases c;

	(void)state;
	for (cases_open(&c, "match-birth-dates"); cases_next(&c);) {
		struct date query, entity;
		char got[32];
		assert_int_equal(date_parse(c.cell[0], &query, NULL), TIES_OK);
		assert_int_equal(date_parse(c.cell[1], &entity, NULL), TIES_OK);
		snprintf(got, sizeof got, "%g", evidence_birth_date(query, entity));
		cases_check(&c, str_is(c.cell[2], got), str_from(got));
		snprintf(got, sizeof got, "%g", evidence_birth_date(entity, query));
		cases_check(&c, str_is(c.cell[2], got), str_from(got));
	}
}

/* Score of t-01 for its name, altered a little, with the evidence given; 0 when it is no hit. */
static double score_with(struct fixture *f, ties_query query)
{
	query.name = STR("Leonid Zhuravlyev");
	query.schema = STR("Person");
	screen(f, (ties_screen_options){.threshold = 0.2, .limit = 100}, query);
	for (size_t i = 0; i < f->hits->hit_count; i++)
		if (str_is(f->hits->hits[i].entity.id, "t-01"))
			return f->hits->hits[i].score;
	return 0;
}

static void evidence_moves_the_score(void **state)
{
	struct fixture f;

	(void)state;
	make_world(&f);
	double name = score_with(&f, (ties_query){0});
	assert_true(name > 0.7 && name < 1);
	double exact = score_with(&f, (ties_query){.birth_date = STR("1961-04-09")});
	double year = score_with(&f, (ties_query){.birth_date = STR("1961")});
	double other = score_with(&f, (ties_query){.birth_date = STR("1975-04-09")});
	assert_true(exact > year && year > name && exact < 1);
	assert_true(other <= 0.6 * name + 1e-12);
	assert_true(score_with(&f, (ties_query){.country = STR("Syria")}) > name);
	assert_true(score_with(&f, (ties_query){.country = STR("RU")}) > name);
	assert_true(score_with(&f, (ties_query){.country = STR("Canada")}) < name);
	assert_true(score_with(&f, (ties_query){.country = STR("Atlantis")}) == name);
	assert_true(score_with(&f, (ties_query){.gender = STR("M")}) > name);
	assert_true(score_with(&f, (ties_query){.gender = STR("female")}) < name);
	assert_true(score_with(&f, (ties_query){.gender = STR("other")}) == name);
	assert_true(score_with(&f, (ties_query){.id = STR("ab123456")}) > 0.9);
	assert_true(score_with(&f, (ties_query){.id = STR("ab123457")}) == name);
	close_book(&f);
}

static void evidence_is_shown(void **state)
{
	struct fixture f;

	(void)state;
	make_world(&f);
	screen(&f, (ties_screen_options){.threshold = 0.5},
	       (ties_query){.name = STR("Leonid Zhuravlyov"),
	                    .schema = STR("Person"),
	                    .birth_date = STR("1975"),
	                    .country = STR("Syria"),
	                    .gender = STR("m")});
	assert_int_equal(f.hits->hit_count, 2);
	assert_str(f.hits->hits[0].entity.id, "t-02"); /* nothing known of it, nothing contradicts */
	assert_true(f.hits->hits[0].score == 1 && f.hits->hits[0].match);
	assert_false(evidence(&f.hits->hits[0], "birth_date")->known);
	const ties_hit *hit = &f.hits->hits[1];
	assert_true(hit->score < 0.65 && hit->name_score == 1 && !hit->match);
	assert_int_equal(hit->evidence_count, 3);
	assert_true(evidence(hit, "birth_date")->known && evidence(hit, "birth_date")->value == -1);
	assert_str(evidence(hit, "birth_date")->left, "1975");
	assert_str(evidence(hit, "birth_date")->right, "1961-04-09");
	assert_true(evidence(hit, "country")->value == 1);
	assert_str(evidence(hit, "country")->right, "sy");
	assert_true(evidence(hit, "gender")->value == 1);
	close_book(&f);
}

static void check_id(struct fixture *f, const char *id, const char *entity)
{
	for (int exhaustive = 0; exhaustive < 2; exhaustive++) {
		screen(f, (ties_screen_options){.exhaustive = exhaustive},
		       (ties_query){.name = STR("Wholly Different"), .id = str_from(id)});
		assert_int_equal(f->hits->total, entity ? 1 : 0);
		if (!entity)
			continue;
		assert_str(f->hits->hits[0].entity.id, entity);
		assert_true(f->hits->hits[0].score >= 0.9 && f->hits->hits[0].score < 1 && f->hits->hits[0].match);
		assert_true(evidence(&f->hits->hits[0], "id")->value == 1);
	}
}

static void identifiers_find_by_themselves(void **state)
{
	struct fixture f;

	(void)state;
	make_world(&f);
	check_id(&f, "ab123456", "t-01");
	check_id(&f, "9187629", "t-04");
	check_id(&f, "imo 9187629", "t-04");
	check_id(&f, "zx9988776", "t-02"); /* by a passport, which is a record of its own */
	check_id(&f, "77", NULL);          /* too short to be nobody else's */
	check_id(&f, "123456", NULL);
	close_book(&f);
}

/* A document of many holders: the first of them count, and in both ways of looking the same ones. */
static void a_document_has_few_bearers(void **state)
{
	struct small_book sb = {0};
	struct fixture f;
	char id[16];

	(void)state;
	small_book_begin(&sb);
	for (int i = 0; i < BOOK_BEARERS_MAX + 4; i++) {
		snprintf(id, sizeof id, "t-%02d", i);
		small_book_entity(&sb, id, SCHEMA_PERSON);
		small_book_say(&sb, PROP_NAME, STR("Leonid Zhuravlyov"));
	}
	small_book_entity(&sb, "t-99", SCHEMA_PASSPORT);
	small_book_say(&sb, PROP_NUMBER, STR("ZX-9988776"));
	for (uint32_t i = 0; i < BOOK_BEARERS_MAX + 4; i++)
		small_book_say(&sb, PROP_HOLDER, STR("someone"))->target = i;
	open_book(&f, &sb);
	for (int exhaustive = 0; exhaustive < 2; exhaustive++) {
		screen(&f, (ties_screen_options){.exhaustive = exhaustive, .limit = 99},
		       (ties_query){.name = STR("Wholly Different"), .id = STR("ZX9988776")});
		assert_int_equal(f.hits->total, BOOK_BEARERS_MAX);
		assert_str(f.hits->hits[BOOK_BEARERS_MAX - 1].entity.id, "t-15");
		/* found by name, too: each once */
		screen(&f, (ties_screen_options){.exhaustive = exhaustive, .limit = 99},
		       (ties_query){.name = STR("Leonid Zhuravlyov"), .id = STR("ZX9988776")});
		assert_int_equal(f.hits->total, BOOK_BEARERS_MAX + 4);
		for (size_t i = 0; i < f.hits->total; i++)
			assert_true(evidence(&f.hits->hits[i], "id")->value == (i < BOOK_BEARERS_MAX ? 1 : 0));
	}
	close_book(&f);
}

/* An organisation of one name, found by the other with the index and without. */
static void expect_found(const char *listed, const char *asked, double threshold)
{
	struct small_book sb = {0};
	struct fixture f;

	small_book_begin(&sb);
	small_book_entity(&sb, "t-01", SCHEMA_ORGANIZATION);
	small_book_say(&sb, PROP_NAME, str_from(listed));
	open_book(&f, &sb);
	for (int exhaustive = 0; exhaustive < 2; exhaustive++) {
		screen(&f, (ties_screen_options){.exhaustive = exhaustive, .threshold = threshold},
		       (ties_query){.name = str_from(asked)});
		if (f.hits->total != 1)
			fail_msg("\"%s\" is not found by \"%s\"", listed, asked);
	}
	close_book(&f);
}

/* Words near by their letters may begin with others: exchanged, moved over two, or a vowel for another. */
static void slips_at_the_beginning_are_found(void **state)
{
	(void)state;
	expect_found("Northvale", "Northvale", 0.5);
	expect_found("Northvale", "Onrthvale", 0.5);
	expect_found("Northvale", "Ornthvale", 0.5);
	expect_found("Northvale", "Rnothvale", 0.5);
	expect_found("Ansterfold", "Ensterfold", 0.5);
}

/* A word that repeats a legal form is not left over beside another spelling of that, whichever name says it twice. */
static void words_that_are_legal_forms_too_are_found(void **state)
{
	(void)state;
	expect_found("SA Morvant SA", "Sociedad Anonima Morvant", 0.8);
	expect_found("Sociedad Anonima Morvant", "SA Morvant SA", 0.8);
}

/* News and Front are generic words, by which no name is found; written as one they are a name. */
static void generic_words_joined_are_found(void **state)
{
	(void)state;
	expect_found("NEWSFRONT", "LLC Med ta Group NewsFront", 0.5);
}

/* One name is found by another at the score that it has without the index, at which every bound is as tight as it can
 * be. */
static void expect_found_at_its_score(enum model_schema schema, const char *listed, const char *asked)
{
	const ties_query query = {.name = str_from(asked)};
	struct small_book sb = {0};
	struct fixture f;

	small_book_begin(&sb);
	small_book_entity(&sb, "t-01", schema);
	small_book_say(&sb, PROP_NAME, str_from(listed));
	open_book(&f, &sb);
	screen(&f, (ties_screen_options){.exhaustive = true, .threshold = 0.5}, query);
	assert_int_equal(f.hits->total, 1);
	double score = f.hits->hits[0].score;
	screen(&f, (ties_screen_options){.threshold = score}, query);
	if (f.hits->total != 1)
		fail_msg("\"%s\" is not found by \"%s\" at %f", listed, asked, score);
	assert_true(f.hits->hits[0].score == score);
	close_book(&f);
}

/* A pair of a particle, suffix or legal form with a word of equal text weighs the mean of both where that is a name or
 * an acronym. */
static void lesser_words_that_are_names_too_are_found(void **state)
{
	(void)state;
	expect_found_at_its_score(SCHEMA_PERSON, "Ben Zelkovar Tumbrok", "Zelkovar Tumbrok ben Sildar");
	expect_found_at_its_score(SCHEMA_PERSON, "Ben Zelkovar Tumbrok Dumrath Kirfem",
	                          "Zelkovar Tumbrok Dumrath Kirfem ben Sildar");
	expect_found_at_its_score(SCHEMA_ORGANIZATION, "OOO", "2 OOO");
	expect_found_at_its_score(SCHEMA_ORGANIZATION, "S.A. (김정은", "cinquième S.A.");
}

/* Where a query has nothing but a number and a legal form, that pairs with others of its class, by which no name is
 * found. */
static void legal_forms_of_one_class_are_found_beside_numbers(void **state)
{
	(void)state;
	expect_found_at_its_score(SCHEMA_ORGANIZATION, "주식회사 hlftad", "s A hftad");
}

/* Two words that are one each stand for two joined. */
static void words_said_twice_are_found_in_parts(void **state)
{
	(void)state;
	expect_found_at_its_score(SCHEMA_PERSON, "Mar Tin Marr Tinn", "Martin Martin");
	expect_found_at_its_score(SCHEMA_ORGANIZATION, "Zelko Var Zelkko Varr", "Zelkovar Zelkovar");
}

/* A word that repeats a paired one is not left over: of persons of as many words no other need contradict; in two
 * scripts it may be near in one of them alone; as an initial or a word of another class it is near nothing. */
static void words_that_repeat_paired_ones_are_found(void **state)
{
	(void)state;
	expect_found_at_its_score(SCHEMA_PERSON, "Zelkovar van der den Zelkovar", "Zelkovar van der den Dumrath");
	expect_found_at_its_score(SCHEMA_ORGANIZATION, "هادی Hadi al 福利 κόμμα", "l-iHdi of 福利");
	expect_found_at_its_score(SCHEMA_PERSON, "Zelkovar Goh", "O. Zelkovar O");
	expect_found_at_its_score(SCHEMA_PERSON, "Zelkovar Dumrath Wu", "O. Zelkovar Dumrath O");
	expect_found_at_its_score(SCHEMA_PERSON, "I. Zelkovar i Dumrath", "Zelkovar y Dumrath");
}

/* An initial may stand for a word that is no more than its letter; a form of nothing but initials for many words that
 * no index leads to. */
static void words_of_one_letter_are_found(void **state)
{
	(void)state;
	expect_found_at_its_score(SCHEMA_PERSON, "I. Aoleksandrov", "Aleksandrova I");
	expect_found_at_its_score(SCHEMA_PERSON, "Fosko Lomark Mondra Kukryol Cid Sild Ridrock Tumbrok O",
	                          "O F C K S R T M L");
}

/* Names of one reading, of which some characters are others, are two though the first word is not Han. */
static void characters_count_behind_other_words(void **state)
{
	struct small_book sb = {0};
	struct fixture f;

	(void)state;
	small_book_begin(&sb);
	small_book_entity(&sb, "t-01", SCHEMA_ORGANIZATION);
	small_book_say(&sb, PROP_NAME, STR("Zelkovar 王伟"));
	small_book_entity(&sb, "t-02", SCHEMA_ORGANIZATION);
	small_book_say(&sb, PROP_NAME, STR("Zelkovar 王维"));
	open_book(&f, &sb);
	for (int exhaustive = 0; exhaustive < 2; exhaustive++) {
		screen(&f, (ties_screen_options){.exhaustive = exhaustive}, (ties_query){.name = STR("Zelkovar 王维")});
		assert_int_equal(f.hits->total, 1);
		assert_str(f.hits->hits[0].entity.id, "t-02");
		assert_true(f.hits->hits[0].score == 1);
	}
	close_book(&f);
}

static void an_identifier_outweighs_another_birth_date(void **state)
{
	struct fixture f;

	(void)state;
	make_world(&f);
	screen(&f, (ties_screen_options){0},
	       (ties_query){.name = STR("Leonid Zhuravlyov"),
	                    .schema = STR("Person"),
	                    .birth_date = STR("1975"),
	                    .id = STR("AB 123456")});
	assert_str(f.hits->hits[1].entity.id, "t-01");
	assert_true(f.hits->hits[1].score > 0.9 && f.hits->hits[1].score < 1 && f.hits->hits[1].match);
	close_book(&f);
}

/* What can be reached from just under the bound stays under the threshold, and from the bound it can be reached. */
static void no_evidence_lifts_over_the_bound(void **state)
{
	struct evidence_query q = {.has = {[AXIS_BIRTH_DATE] = true, [AXIS_COUNTRY] = true, [AXIS_GENDER] = true}};
	const double lift = 0.18 + 0.04 + 0.01;

	(void)state;
	for (double t = 0.05; t <= 1; t += 0.05) {
		double n = evidence_name_threshold(&q, t), under = n - 1e-6;
		double reach = under >= 0.5 ? under + lift * (1 - under) : under;
		assert_true(reach < t);
		assert_true(n <= t);
	}
	assert_true(evidence_name_threshold(&(struct evidence_query){0}, 0.7) == 0.7);
}

/* ---- another scorer ---------------------------------------------------------------------------------- */

static void the_scorer_is_chosen(void **state)
{
	struct fixture f;

	(void)state;
	make_world(&f);
	screen(&f, (ties_screen_options){.scorer = STR("ofac")}, (ties_query){.name = STR("Zhuravlyov")});
	assert_string_equal(f.hits->scorer, "ofac-1");
	assert_int_equal(f.hits->hit_count, 3);
	assert_true(f.hits->hits[0].score ==
	            1); /* all that was entered is there, which is no match for the other one */
	screen(&f, (ties_screen_options){.scorer = STR("ties")}, (ties_query){.name = STR("Zhuravlyov")});
	assert_string_equal(f.hits->scorer, name_scorer());
	for (size_t i = 0; i < f.hits->hit_count; i++)
		assert_true(f.hits->hits[i].score < 1);
	close_book(&f);
}

static void an_unknown_scorer_is_refused(void **state)
{
	struct fixture f;
	ties_pair_score *score;
	const ties_screen_options options = {.size = sizeof options, .scorer = STR("ofac-1")};
	const ties_match_options pair = {.size = sizeof pair, .scorer = STR("ofac-1")};

	(void)state;
	make_world(&f);
	assert_int_equal(ties_screener_new(&f.screener, f.b, &options, &f.err), TIES_ERR_USAGE);
	assert_string_equal(f.err.message, "there is no scorer \"ofac-1\"; choose ties or ofac");
	assert_int_equal(ties_match_with(NULL, &pair, STR("a"), STR("b"), &score, &f.err), TIES_ERR_USAGE);
	assert_null(score);
	close_book(&f);
}

/* Programs built before there was a choice hand in a shorter struct. */
static void older_programs_get_the_first_scorer(void **state)
{
	struct fixture f;
	ties_screen_options options = {.size = offsetof(ties_screen_options, scorer), .scorer = STR("ofac")};
	ties_match_options pair = {.size = offsetof(ties_match_options, scorer), .scorer = STR("ofac")};
	const ties_query query = {.name = STR("Zhuravlyov")};
	ties_pair_score *score;

	(void)state;
	make_world(&f);
	assert_int_equal(ties_screener_new(&f.screener, f.b, &options, &f.err), TIES_OK);
	assert_int_equal(ties_screen(f.screener, &query, &f.hits, &f.err), TIES_OK);
	assert_string_equal(f.hits->scorer, name_scorer());
	assert_int_equal(ties_match_with(NULL, &pair, STR("a"), STR("b"), &score, &f.err), TIES_OK);
	assert_string_equal(score->scorer, name_scorer());
	ties_pair_score_free(score);
	close_book(&f);
}

/* Who has the identifier is found whatever the name, with the score that its own name has. */
static void identifiers_find_by_any_scorer(void **state)
{
	struct fixture f;
	struct ofac_name query, name;

	(void)state;
	make_world(&f);
	ofac_read(STR("Quimby"), &query);
	ofac_read(STR("Leonid Zhuravlyov"), &name);
	screen(&f, (ties_screen_options){.scorer = STR("ofac"), .explain = true},
	       (ties_query){.name = STR("Quimby"), .id = STR("AB123456")});
	assert_int_equal(f.hits->hit_count, 1);
	assert_str(f.hits->hits[0].entity.id, "t-01");
	assert_true(f.hits->hits[0].name_score == ofac_score(&query, &name, NULL));
	assert_true(f.hits->hits[0].name_score > 0 && f.hits->hits[0].name_score < 0.7);
	assert_int_equal(f.hits->hits[0].reason_count, 1);
	assert_string_equal(f.hits->hits[0].reasons[0].why, "whole string");
	assert_str(f.hits->hits[0].reasons[0].right, "Leonid Zhuravlyov");
	close_book(&f);
}

static void pairs_are_scored_as_ofac_does(void **state)
{
	const ties_match_options options = {.size = sizeof options, .scorer = STR("ofac"), .schema = STR("Vessel")};
	ties_pair_score *score;
	char name[] = "MARTHA, X";

	(void)state;
	assert_int_equal(ties_match_with(NULL, &options, str_from(name), STR("x Marhta"), &score, NULL), TIES_OK);
	memset(name, 'x', sizeof name - 1); /* reasons do not point into the caller's memory */
	assert_string_equal(score->scorer, "ofac-1");
	assert_int_equal(score->reason_count, 2);
	assert_str(score->reasons[0].left, "MARTHA");
	assert_str(score->reasons[0].right, "Marhta");
	assert_string_equal(score->reasons[1].why, "same");
	double sum = 0;
	for (size_t i = 0; i < score->reason_count; i++)
		sum += score->reasons[i].weight * score->reasons[i].similarity;
	assert_true(sum - score->score < 1e-12 && score->score - sum < 1e-12);
	ties_pair_score_free(score);
	assert_int_equal(ties_match_with(NULL, &options, STR(""), STR("?!"), &score, NULL), TIES_OK);
	assert_true(score->score == 0 && score->reason_count == 0);
	ties_pair_score_free(score);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(same_name_scores_one_and_says_why),
	    cmocka_unit_test(a_name_is_itself_in_any_capitals),
	    cmocka_unit_test(left_over_tokens_are_told),
	    cmocka_unit_test(strange_pairs_are_answered),
	    cmocka_unit_test(a_kind_is_best_of_its_own),
	    cmocka_unit_test(frequencies_are_counted_by_name),
	    cmocka_unit_test(forms_are_found_by_all_their_keys),
	    cmocka_unit_test(every_form_is_a_phrase),
	    cmocka_unit_test(illegible_names_are_kept_without_forms),
	    cmocka_unit_test(classes_list_their_keys),
	    cmocka_unit_test(names_that_share_rare_words_stand_together),
	    cmocka_unit_test(hits_come_by_score_then_id),
	    cmocka_unit_test(names_are_written_apart_as_defined),
	    cmocka_unit_test(the_same_score_goes_by_how_names_are_written),
	    cmocka_unit_test(a_name_in_the_script_of_the_query_is_shown),
	    cmocka_unit_test(of_names_in_the_script_the_nearest_is_shown),
	    cmocka_unit_test(explained_hits_have_reasons),
	    cmocka_unit_test(filters_restrict),
	    cmocka_unit_test(names_said_later_are_not_known),
	    cmocka_unit_test(wrong_questions_are_refused),
	    cmocka_unit_test(birth_dates_are_valued),
	    cmocka_unit_test(evidence_moves_the_score),
	    cmocka_unit_test(evidence_is_shown),
	    cmocka_unit_test(identifiers_find_by_themselves),
	    cmocka_unit_test(a_document_has_few_bearers),
	    cmocka_unit_test(slips_at_the_beginning_are_found),
	    cmocka_unit_test(words_that_are_legal_forms_too_are_found),
	    cmocka_unit_test(generic_words_joined_are_found),
	    cmocka_unit_test(lesser_words_that_are_names_too_are_found),
	    cmocka_unit_test(legal_forms_of_one_class_are_found_beside_numbers),
	    cmocka_unit_test(words_said_twice_are_found_in_parts),
	    cmocka_unit_test(words_that_repeat_paired_ones_are_found),
	    cmocka_unit_test(words_of_one_letter_are_found),
	    cmocka_unit_test(characters_count_behind_other_words),
	    cmocka_unit_test(an_identifier_outweighs_another_birth_date),
	    cmocka_unit_test(no_evidence_lifts_over_the_bound),
	    cmocka_unit_test(the_scorer_is_chosen),
	    cmocka_unit_test(an_unknown_scorer_is_refused),
	    cmocka_unit_test(older_programs_get_the_first_scorer),
	    cmocka_unit_test(identifiers_find_by_any_scorer),
	    cmocka_unit_test(pairs_are_scored_as_ofac_does),
	};

	return run_tap("match", tests);
}
