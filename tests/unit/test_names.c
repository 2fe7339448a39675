/* Names: parsing and pairs by case tables; what the scorer promises and that names which score share a key by random
 * names; distance and assignment against naive oracles; hostile bytes. */
#include "cases.h"
#include "name_makers.h"
#include "names/score.h"

#include <math.h>
#include <time.h>

enum { TRIALS = 20000 };
static const double threshold = 0.7;

static enum name_kind kind_named(str s)
{
	static const char *const names[] = {
	    [NAME_ANY] = "any",
	    [NAME_PERSON] = "person",
	    [NAME_ORGANIZATION] = "organization",
	    [NAME_VESSEL] = "vessel",
	};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_is(s, names[i]))
			return (enum name_kind)i;
	fail_msg("\"%.*s\" is no kind of name", STR_ARG(s));
	return NAME_ANY;
}

static const char *part_text(uint8_t part)
{
	static const char *const texts[] = {
	    [PART_PLAIN] = "plain",   [PART_INITIAL] = "initial", [PART_PARTICLE] = "particle",
	    [PART_TITLE] = "title",   [PART_SUFFIX] = "suffix",   [PART_PATRONYMIC] = "patronymic",
	    [PART_LEGAL] = "legal",   [PART_GENERIC] = "generic", [PART_STOP] = "stop",
	    [PART_NUMBER] = "number", [PART_ACRONYM] = "acronym",
	};

	assert_in_range(part, 0, sizeof texts / sizeof *texts - 1);
	return texts[part];
}

/** The readings of a name. */
struct reading {
	size_t count;
	struct name_form form[NAME_FORMS_MAX];
};

static void read_name(struct reading *r, str name, enum name_kind kind)
{
	r->count = name_parse(name, kind, STR(""), NULL, r->form);
}

/* The best of all pairs of readings, with its forms; each name has one reading at least. */
static double best_of(const struct reading *a, const struct reading *b, const struct name_form *pair[2])
{
	double best = -1;

	assert_true(a->count > 0 && b->count > 0);
	pair[0] = &a->form[0];
	pair[1] = &b->form[0];

	for (size_t i = 0; i < a->count; i++) {
		for (size_t j = 0; j < b->count; j++) {
			double score = name_compare(&a->form[i], &b->form[j], NULL);
			if (score <= best)
				continue;
			best = score;
			pair[0] = &a->form[i];
			pair[1] = &b->form[j];
		}
	}
	return best;
}

static double score_names(const char *a, const char *b, enum name_kind kind)
{
	struct reading x, y;
	const struct name_form *pair[2];

	read_name(&x, str_from(a), kind);
	read_name(&y, str_from(b), kind);
	return best_of(&x, &y, pair);
}

/* ---- what holds for every form, alignment and pair of forms ---------------------------------------------- */

static void check_form(const struct name_form *f, str name)
{
	assert_in_range(f->count, 1, NAME_TOKENS_MAX);
	for (size_t i = 0; i < f->count; i++) {
		const struct name_token *t = &f->token[i];
		assert_in_range(t->text.len, 1, 63);
		assert_true(t->text.ptr >= f->text && t->text.ptr + t->text.len <= f->text + NAME_TEXT_MAX);
		for (size_t k = 0; k < t->text.len; k++)
			assert_non_null(memchr("abcdefghijklmnopqrstuvwxyz0123456789?", t->text.ptr[k], 37));
		assert_true(t->weight > 0 && t->weight <= 1);
		assert_true(t->start < t->end && t->end <= name.len);
		assert_true(i == 0 || t->start >= t[-1].start);
	}
}

static void check_cover(const struct name_form *f, const uint8_t seen[NAME_TOKENS_MAX])
{
	for (size_t i = 0; i < NAME_TOKENS_MAX; i++)
		assert_int_equal(seen[i], i < f->count);
}

/* Every token of both sides stands in one pair, and the numbers are shares. An acronym takes a side as a whole. */
static void check_alignment(const struct name_form *a, const struct name_form *b, const struct name_alignment *out)
{
	uint8_t left[NAME_TOKENS_MAX + 1] = {0}, right[NAME_TOKENS_MAX + 1] = {0};
	double weight = 0;

	assert_in_range(out->count, 1, 2 * NAME_TOKENS_MAX);
	for (size_t k = 0; k < out->count; k++) {
		const struct name_pair *p = &out->pair[k];
		bool alone = p->left_count == 0 || p->right_count == 0;
		assert_true(p->left_count + p->right_count > 0);
		assert_true(p->left + p->left_count <= a->count && p->right + p->right_count <= b->count);
		assert_true(p->similarity >= 0 && p->similarity <= 1 && p->weight >= 0 && p->weight <= 1);
		assert_int_equal(alone, p->reason == REASON_LEFT_OVER || p->reason == REASON_CONTRADICTION);
		assert_true(alone ? p->similarity == 0 : p->similarity > 0);
		for (size_t i = 0; i < p->left_count; i++)
			left[p->left + i]++;
		for (size_t i = 0; i < p->right_count; i++)
			right[p->right + i]++;
		weight += (double)p->weight;
	}
	check_cover(a, left);
	check_cover(b, right);
	assert_true(weight <= 1.0001);
}

/* Do any of the keys pair? */
static bool keys_meet(const struct name_form *a, const struct name_form *b)
{
	static struct name_key x[NAME_KEYS_MAX], y[NAME_KEYS_MAX];
	static char text[2][NAME_KEY_TEXT_MAX];
	size_t n = name_keys(a, x, text[0]), m = name_keys(b, y, text[1]);

	assert_in_range(n, 1, NAME_KEYS_MAX);
	assert_in_range(m, 1, NAME_KEYS_MAX);
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < m; j++)
			if (name_keys_near(&x[i], &y[j]))
				return true;
	return false;
}

static bool is_title(const struct name_token *t)
{
	return t->part == PART_TITLE;
}

/* Is every word of `a`, titles apart, a word of `b`, too? */
static bool is_within(const struct name_form *a, const struct name_form *b)
{
	for (size_t i = 0; i < a->count; i++) {
		bool found = is_title(&a->token[i]);
		for (size_t j = 0; j < b->count && !found; j++)
			found = str_equal(a->token[i].text, b->token[j].text);
		if (!found)
			return false;
	}
	return true;
}

static double check_pair(const struct name_form *a, const struct name_form *b)
{
	struct name_alignment there, back;
	double score = name_compare(a, b, &there);

	assert_true(score >= 0 && score <= 1);
	assert_true(name_compare(b, a, &back) == score);
	assert_true(name_compare(a, b, NULL) == score && there.score == score && back.score == score);
	check_alignment(a, b, &there);
	check_alignment(b, a, &back);
	if (score >= NAME_RETRIEVAL_FLOOR)
		assert_true(keys_meet(a, b));
	if (score == 1)
		assert_true(is_within(a, b) && is_within(b, a));
	return score;
}

/* ---- case tables ----------------------------------------------------------------------------------------- */

/* "usama/plain bin/particle ladin/plain^": ^ marks the name of a parent. */
static str describe(const struct name_form *f, char out[4096])
{
	size_t len = 0;

	for (size_t i = 0; i < f->count; i++) {
		const struct name_token *t = &f->token[i];
		len += (size_t)snprintf(out + len, 4096 - len, "%s%.*s/%s%s", i ? " " : "", STR_ARG(t->text),
		                        part_text(t->part), t->flags & TOKEN_CHILD_OF ? "^" : "");
	}
	return (str){out, len};
}

static void names_are_parsed(void **state)
{
	struct cases c;
	char text[4096];

	(void)state;
	cases_open(&c, "names-parse");
	while (cases_next(&c)) {
		struct reading r;
		size_t expected = c.count - 2;
		read_name(&r, c.cell[1], kind_named(c.cell[0]));
		if (c.cell[c.count - 1].len == 0)
			expected--;
		if (r.count != expected)
			print_error("\"%.*s\" has %zu readings\n", STR_ARG(c.cell[1]), r.count);
		cases_check(&c, r.count == expected, c.cell[1]);
		for (size_t i = 0; i < r.count; i++) {
			check_form(&r.form[i], c.cell[1]);
			str got = describe(&r.form[i], text);
			cases_check(&c, str_equal(got, c.cell[2 + i]), got);
		}
	}
}

static bool has_reason(const struct name_alignment *out, str reason)
{
	for (size_t k = 0; k < out->count; k++)
		if (str_is(reason, name_reason_text(out->pair[k].reason)))
			return true;
	return false;
}

static void pairs_are_told_apart(void **state)
{
	struct cases c;
	char text[64];

	(void)state;
	cases_open(&c, "names-pairs");
	while (cases_next(&c)) {
		struct reading a, b;
		const struct name_form *pair[2];
		struct name_alignment out;
		bool same = str_is(c.cell[3], "same");
		read_name(&a, c.cell[1], kind_named(c.cell[0]));
		read_name(&b, c.cell[2], kind_named(c.cell[0]));
		double score = best_of(&a, &b, pair);
		snprintf(text, sizeof text, "%.3f", score);
		cases_check(&c, same || str_is(c.cell[3], "different"), c.cell[3]);
		cases_check(&c, (score >= threshold) == same, str_from(text));
		check_pair(pair[0], pair[1]);
		name_compare(pair[0], pair[1], &out);
		cases_check(&c, has_reason(&out, c.cell[4]), STR("another reason"));
	}
}

static void check_identity(str name, enum name_kind kind)
{
	struct reading r;

	read_name(&r, name, kind);
	for (size_t i = 0; i < r.count; i++) {
		struct name_alignment out;
		if (name_compare(&r.form[i], &r.form[i], &out) != 1)
			print_error("\"%.*s\" is not itself: %.17g\n", STR_ARG(name), out.score);
		assert_true(out.score == 1);
		for (size_t k = 0; k < out.count; k++)
			assert_int_equal(out.pair[k].reason, REASON_SAME);
	}
}

static void a_name_is_itself(void **state)
{
	struct maker m = {.state = 11};
	struct cases c;

	(void)state;
	cases_open(&c, "names-pairs");
	while (cases_next(&c)) {
		check_identity(c.cell[1], kind_named(c.cell[0]));
		check_identity(c.cell[2], kind_named(c.cell[0]));
	}
	/* Equal words of different parts: an initial and a word, a word and a number, a title and a word. */
	check_identity(STR("O 오"), NAME_PERSON);
	check_identity(STR("X X"), NAME_ORGANIZATION);
	check_identity(STR("오 II O II 오"), NAME_PERSON);
	check_identity(STR("King John King"), NAME_PERSON);
	for (unsigned i = 0; i < TRIALS / 4; i++) {
		make_name(&m);
		check_identity(made(&m), i % 4);
	}
}

/* ---- properties of the score ------------------------------------------------------------------------------ */

/* Symmetry, range, the lemma of retrieval, 1 for the same words only, alignments that cover both names. */
static void random_names_keep_the_promises(void **state)
{
	struct maker m = {.state = 4711};
	static struct reading a, b;
	unsigned above = 0;

	(void)state;
	for (unsigned i = 0; i < TRIALS; i++) {
		make_name(&m);
		read_name(&a, made(&m), i % 4);
		if (i % 8 == 7)
			make_name(&m);
		for (uint32_t n = below(&m, 6); n > 0; n--)
			edit_name(&m);
		read_name(&b, made(&m), i / 4 % 4);
		for (size_t x = 0; x < a.count; x++)
			for (size_t y = 0; y < b.count; y++)
				above += check_pair(&a.form[x], &b.form[y]) >= NAME_RETRIEVAL_FLOOR;
	}
	assert_true(above > TRIALS / 4);
}

/** A name of invented words, apart from a number of words that another name has in other spelling. */
struct sentence {
	char text[512];
};

static void add_word(struct sentence *s, const char *word)
{
	size_t len = strlen(s->text);

	snprintf(s->text + len, sizeof s->text - len, "%s%s", len ? " " : "", word);
}

/* Words that the scorer does not take for each other. */
/* Is the word taken for no other one misspelt, wherever it stands: heesa for the legal form hoesa? */
static bool stays_itself(const char *word)
{
	static struct name_form forms[NAME_FORMS_MAX];
	char name[64];

	for (int first = 0; first < 2; first++) {
		snprintf(name, sizeof name, first ? "%s zqvornu" : "zqvornu %s", word);
		name_parse(str_from(name), NAME_ORGANIZATION, STR(""), NULL, forms);
		const struct name_token *t = &forms->token[first ? 0 : forms->count - 1];
		if (!str_is(t->text, word) || t->part != PART_PLAIN)
			return false;
	}
	return true;
}

static bool are_apart(const char words[][24], size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct ready a, b;
		if (knowledge_find(str_from(words[i])) || !stays_itself(words[i]))
			return false;
		ready_make(str_from(words[i]), 0, &a);
		for (size_t j = 0; j < i; j++) {
			ready_make(str_from(words[j]), 0, &b);
			if (ready_compare(&a, &b, false).similarity > 0)
				return false;
		}
	}
	return true;
}

/** Names for agreement_never_lowers, of words that are not like each other. */
struct sentences {
	struct sentence full;             /* what the others are compared with */
	struct sentence less;             /* without its last word */
	struct sentence other;            /* another word in the place of that */
	struct sentence more, other_more; /* full and other, and one more word on both */
};

static void make_sentences(struct maker *m, const char w[8][24], struct sentences *s)
{
	bool extra = below(m, 2);

	*s = (struct sentences){0};
	for (size_t k = 0, common = 1 + below(m, 3); k < common; k++) {
		add_word(&s->full, w[k]);
		add_word(&s->less, w[k]);
		add_word(&s->other, w[k]);
	}
	add_word(&s->full, w[5]);
	add_word(&s->other, w[6]);
	if (extra) { /* only in the other name */
		add_word(&s->less, w[4]);
		add_word(&s->other, w[4]);
	}
	s->more = s->full;
	s->other_more = s->other;
	add_word(&s->more, w[7]);
	add_word(&s->other_more, w[7]);
}

/* Another word in the place of one counts no more than that word left out, and this less than all of the name; one
 * more word on which both agree does not lower. */
static void agreement_never_lowers(void **state)
{
	struct maker m = {.state = 99};
	unsigned tried = 0;

	(void)state;
	for (unsigned i = 0; i < TRIALS; i++) {
		enum name_kind kind = 1 + i % 3;
		struct sentences s;
		char w[8][24];
		for (size_t k = 0; k < 8; k++)
			invent(&m, w[k]);
		if (!are_apart(w, 8))
			continue;
		make_sentences(&m, w, &s);
		double other = score_names(s.full.text, s.other.text, kind),
		       less = score_names(s.full.text, s.less.text, kind);
		assert_true(other <= less && less < 1);
		assert_true(score_names(s.full.text, s.full.text, kind) == 1);
		assert_true(score_names(s.more.text, s.other_more.text, kind) >= other);
		tried++;
	}
	assert_true(tried > TRIALS / 10);
}

/* docs/scoring.md computes these by hand. */
static void documented_examples_hold(void **state)
{
	(void)state;
	assert_true(fabs(score_names("Muammar Gaddafi", "Moammar al-Qadhafi", NAME_PERSON) - 0.863056) < 1e-6);
	assert_true(fabs(score_names("Orient Trading Ltd", "Orient Shipping Ltd", NAME_ORGANIZATION) - 0.584968) <
	            1e-6);
}

static uint32_t frequency(const void *context, str token)
{
	(void)context;
	return str_is(token, "everywhere") ? 4000 : str_is(token, "often") ? 100 : str_is(token, "twice") ? 2 : 0;
}

/* What is rare tells more, a small corpus is not asked, and names that are known to be common stay common. */
static void rarity_counts(void **state)
{
	const struct name_rarity corpus = {.df = frequency, .total = 10000}, small = {.df = frequency, .total = 999};
	struct name_form f[NAME_FORMS_MAX];

	(void)state;
	assert_int_equal(name_parse(STR("Everywhere Often Twice Never"), NAME_PERSON, STR(""), &corpus, f), 1);
	assert_int_equal(f->count, 4);
	assert_true(f->token[0].weight < f->token[1].weight && f->token[1].weight < f->token[2].weight);
	assert_true(f->token[2].weight < f->token[3].weight && f->token[3].weight == 1);
	assert_true(fabs((double)f->token[0].weight - 0.35) < 1e-6);
	name_weigh(f, &small);
	for (size_t i = 0; i < 4; i++)
		assert_true(f->token[i].weight == 1);
	assert_int_equal(name_parse(STR("Mohammed Never"), NAME_PERSON, STR(""), &corpus, f), 1);
	assert_true(fabs((double)f->token[0].weight - 0.51) < 1e-6);
	assert_true(f->token[1].weight == 1);
}

static double score_in_corpus(const char *a, const char *b, const struct name_rarity *corpus)
{
	static struct name_form left[NAME_FORMS_MAX], right[NAME_FORMS_MAX];

	assert_true(name_parse(str_from(a), NAME_PERSON, STR(""), corpus, left) > 0);
	assert_true(name_parse(str_from(b), NAME_PERSON, STR(""), corpus, right) > 0);
	return name_compare(left, right, NULL);
}

static uint32_t in_lists(const void *context, str token)
{
	(void)context;
	return str_is(token, "vasilon") ? 200 : str_is(token, "kalidor") || str_is(token, "kalidon") ? 20 : 0;
}

/* Where a corpus says that words are common, less than the whole name is nobody in particular, and two words of the
 * lists are not taken for one misspelt; a word that is in no list may be. */
static void a_corpus_tells_common_names(void **state)
{
	const struct name_rarity corpus = {.df = in_lists, .total = 40000};

	(void)state;
	assert_true(score_in_corpus("Vasilon Kalidor", "Vasilon Kalidor", &corpus) == 1);
	assert_true(score_in_corpus("Vasilon Kalidor", "Vasilon Brumexi Kalidor", NULL) >= 0.7);
	assert_true(score_in_corpus("Vasilon Kalidor", "Vasilon Brumexi Kalidor", &corpus) < 0.7);
	assert_true(score_in_corpus("Vasilon Brumexi", "Vasilon Kalidor Brumexi", &corpus) >= 0.7);
	assert_true(score_in_corpus("Vasilon Kalidor", "Vasilon Kalidon", NULL) >= 0.7);
	assert_true(score_in_corpus("Vasilon Kalidor", "Vasilon Kalidon", &corpus) < 0.7);
	assert_true(score_in_corpus("Vasilon Kalidor", "Vasilon Kalidot", &corpus) >= 0.7);
	assert_true(score_in_corpus("V. Brumexi", "Vasilon Brumexi", &corpus) >= 0.7);
	assert_true(score_in_corpus("V. Brumexi Kalidor", "Vasilon Kalidor", &corpus) < 0.7);
}

static void reasons_have_words(void **state)
{
	(void)state;
	assert_string_equal(name_scorer(), "ties-8");
	for (enum name_reason reason = REASON_SAME; reason <= REASON_CONTRADICTION; reason++) {
		assert_non_null(name_reason_text(reason));
		for (enum name_reason other = REASON_SAME; other < reason; other++)
			assert_string_not_equal(name_reason_text(reason), name_reason_text(other));
	}
}

/* ---- oracles ------------------------------------------------------------------------------------------------ */

/** The distance by its definition: of the beginnings of both, by every last step there is. */
struct distance_oracle {
	const struct sounds *a, *b;
	bool abjad;
	int known[SOUNDS_MAX][SOUNDS_MAX]; /* + 1; 0 not yet */
};

static int cost_of(const struct distance_oracle *o, uint8_t x, uint8_t y, bool first)
{
	int cost = knowledge_cost[x][y];
	bool vowels = x <= SOUND_U && (y <= SOUND_U || y == SOUND_COUNT);

	if (o->abjad && vowels)
		cost = cost / 2;
	return first ? cost * 5 / 4 : cost;
}

static void improve(int *best, int cost)
{
	*best = *best < 0 || cost < *best ? cost : *best;
}

static int distance_by_definition(struct distance_oracle *o, size_t i, size_t j)
{
	const uint8_t *a = o->a->sound, *b = o->b->sound;
	int best = i == 0 && j == 0 ? 0 : -1;

	if (o->known[i][j])
		return o->known[i][j] - 1;
	if (i > 0)
		improve(&best, distance_by_definition(o, i - 1, j) + cost_of(o, a[i - 1], SOUND_COUNT, i == 1));
	if (j > 0)
		improve(&best, distance_by_definition(o, i, j - 1) + cost_of(o, b[j - 1], SOUND_COUNT, j == 1));
	if (i > 0 && j > 0)
		improve(&best, distance_by_definition(o, i - 1, j - 1) +
		                   (a[i - 1] == b[j - 1] ? 0 : cost_of(o, a[i - 1], b[j - 1], i == 1 && j == 1)));
	if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
		improve(&best, distance_by_definition(o, i - 2, j - 2) + COST_SWAP);
	o->known[i][j] = best + 1;
	return best;
}

static void distance_is_what_it_is_defined_as(void **state)
{
	struct maker m = {.state = 21};

	(void)state;
	for (unsigned i = 0; i < TRIALS / 2; i++) {
		static struct distance_oracle o;
		struct sounds a, b;
		char word[24];
		invent(&m, word);
		m.len = 0;
		put(&m, word);
		for (uint32_t n = below(&m, 8); n > 0; n--)
			edit_name(&m);
		sound_fold(str_from(word), &a);
		sound_fold(made(&m), &b);
		o = (struct distance_oracle){.a = &a, .b = &b, .abjad = i % 2};
		unsigned exact = (unsigned)distance_by_definition(&o, a.len, b.len), limit = below(&m, 400);
		assert_int_equal(sound_distance(&a, &b, i % 2, 100000), exact);
		assert_int_equal(sound_distance(&b, &a, i % 2, 100000), exact);
		unsigned limited = sound_distance(&a, &b, i % 2, limit);
		assert_true(exact <= limit ? limited == exact : limited > limit);
	}
}

/* The greatest sum of gains of edges from `k` on that share no token. */
static float best_gain(const struct duel *d, size_t k, uint32_t left, uint32_t right)
{
	if (k == d->edge_count)
		return 0;
	const struct edge *e = &d->edge[k];
	uint32_t l = ((1u << e->left_count) - 1) << e->left, r = ((1u << e->right_count) - 1) << e->right;
	float without = best_gain(d, k + 1, left, right);
	if (left & l || right & r)
		return without;
	float with = e->gain + best_gain(d, k + 1, left | l, right | r);
	return with > without ? with : without;
}

/* Short names of words that are like each other, so that there is something to choose. */
static void assignment_is_the_best(void **state)
{
	static const char *const words[] = {"karim", "karima", "karimi", "rahim", "rahimi", "kari",
	                                    "ma",    "mi",     "ra",     "him",   "carim",  "carimma"};
	static struct name_prepared prepared[2];
	struct maker m = {.state = 3};
	static struct duel d = {.own_is_left = true};
	static struct duel_likenesses likenesses;
	static struct name_form f[2][NAME_FORMS_MAX];
	unsigned chosen = 0;

	(void)state;
	for (unsigned i = 0; i < TRIALS / 10; i++) {
		for (size_t side = 0; side < 2; side++) {
			m.len = 0;
			for (uint32_t n = 1 + below(&m, 4); n > 0; n--)
				put(&m, words[below(&m, 12)]);
			assert_int_not_equal(name_parse(made(&m), NAME_ORGANIZATION, STR(""), NULL, f[side]), 0);
		}
		d.left = f[0];
		d.right = f[1];
		name_prepare(&prepared[0], f[0], false);
		name_prepare(&prepared[1], f[1], true);
		d.left_ready = prepared[0].ready;
		d.right_ready = prepared[1].ready;
		d.left_traits = &prepared[0].traits;
		d.right_traits = &prepared[1].traits;
		duel_compare_tokens(&d, &likenesses);
		duel_find_edges(&d, &likenesses);
		duel_assign(&d);
		float gain = 0;
		for (size_t k = 0; k < d.pick_count; k++)
			gain += d.edge[d.pick[k]].gain;
		assert_true(fabsf(gain - best_gain(&d, 0, 0, 0)) < 1e-5f);
		chosen += d.pick_count > 1;
	}
	assert_true(chosen > 100);
}

/* ---- hostile bytes -------------------------------------------------------------------------------------------- */

static double seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* A name of `len` bytes that repeats `unit`. Whatever it is: parsed in time, compared with itself and others. */
static void check_hostile(str unit, size_t len)
{
	char *text = malloc(len + 1);
	static struct reading r, other;
	double begin = seconds();

	assert_non_null(text);
	for (size_t i = 0; i < len; i++)
		text[i] = unit.ptr[i % unit.len];
	for (unsigned kind = NAME_ANY; kind <= NAME_VESSEL; kind++) {
		read_name(&r, (str){text, len}, kind);
		read_name(&other, STR("Abd al-Rahman bin Trading Ltd"), kind);
		assert_in_range(r.count, 0, NAME_FORMS_MAX);
		for (size_t i = 0; i < r.count; i++) {
			check_form(&r.form[i], (str){text, len});
			assert_true(check_pair(&r.form[i], &r.form[i]) == 1);
			check_pair(&r.form[i], &other.form[0]);
		}
	}
	free(text);
	assert_true(seconds() - begin < 20);
}

static void any_bytes_are_a_name(void **state)
{
	static const str units[] = {STR("a"),
	                            STR("ab "),
	                            STR("\0"),
	                            STR("\xff"),
	                            STR("\xc3"),
	                            STR("A. "),
	                            STR("Dr. "),
	                            STR("x"),
	                            STR("bin "),
	                            STR("?"),
	                            STR("金正恩"),
	                            STR("김 "),
	                            STR("ال"),
	                            STR("عبد ال"),
	                            STR("\xed\xa0\x80 "),
	                            STR("1 "),
	                            STR("Ltd "),
	                            STR("forty "),
	                            STR("Abd al-Din "),
	                            STR("有限公司"),
	                            STR("'s"),
	                            STR("a\0b "),
	                            STR("A.B.C.D.E."),
	                            STR("\xf0\x9f\x98\x80"),
	                            STR(",")};
	static const size_t lengths[] = {1, 2, 63, 64, 65, 511, 512, 513, 5000};

	(void)state;
	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		for (size_t k = 0; k < sizeof lengths / sizeof *lengths; k++)
			check_hostile(units[i], lengths[k]);
}

static void ten_megabytes_are_a_name(void **state)
{
	(void)state;
	check_hostile(STR("ab "), 10 << 20);
	check_hostile(STR("z"), 10 << 20);
	check_hostile(STR("\xff"), 10 << 20);
	check_hostile(STR("有限公司 "), 10 << 20);
	check_hostile(STR(" "), 10 << 20);
}

static void what_has_no_letters_has_no_form(void **state)
{
	static const str names[] = {STR(""), STR(" "), STR("..."), STR("\0\0"), STR("- / -"), STR("!!!")};
	struct name_form f[NAME_FORMS_MAX], none = {.count = 0}, some[NAME_FORMS_MAX];
	struct name_alignment out;

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		assert_int_equal(name_parse(names[i], NAME_ANY, STR(""), NULL, f), 0);
	assert_int_equal(name_parse((str){NULL, 0}, NAME_PERSON, (str){NULL, 0}, NULL, f), 0);
	assert_int_equal(name_parse(STR("Ali"), NAME_PERSON, STR(""), NULL, some), 1);
	assert_true(name_compare(&none, some, &out) == 0 && out.count == 0 && out.score == 0);
	assert_true(name_compare(some, &none, NULL) == 0 && name_compare(&none, &none, NULL) == 0);
}

/* Words that all are like each other: the assignment has a bound. */
static void many_like_words_are_assigned_in_time(void **state)
{
	static const char *const words[] = {"karim", "karima", "karimi", "carim", "karym", "garim", "kharim", "qarim"};
	struct maker m = {.state = 17};
	double begin = seconds();

	(void)state;
	for (unsigned i = 0; i < 50; i++) {
		static struct reading a, b;
		m.len = 0;
		for (unsigned k = 0; k < NAME_TOKENS_MAX; k++)
			put(&m, words[below(&m, 8)]);
		read_name(&a, made(&m), NAME_PERSON);
		m.len = 0;
		for (unsigned k = 0; k < NAME_TOKENS_MAX; k++)
			put(&m, words[below(&m, 8)]);
		read_name(&b, made(&m), NAME_PERSON);
		assert_int_equal(a.form[0].count, NAME_TOKENS_MAX);
		check_pair(&a.form[0], &b.form[0]);
	}
	assert_true(seconds() - begin < 20);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(names_are_parsed),
	    cmocka_unit_test(pairs_are_told_apart),
	    cmocka_unit_test(a_name_is_itself),
	    cmocka_unit_test(random_names_keep_the_promises),
	    cmocka_unit_test(agreement_never_lowers),
	    cmocka_unit_test(documented_examples_hold),
	    cmocka_unit_test(rarity_counts),
	    cmocka_unit_test(a_corpus_tells_common_names),
	    cmocka_unit_test(reasons_have_words),
	    cmocka_unit_test(distance_is_what_it_is_defined_as),
	    cmocka_unit_test(assignment_is_the_best),
	    cmocka_unit_test(any_bytes_are_a_name),
	    cmocka_unit_test(ten_megabytes_are_a_name),
	    cmocka_unit_test(what_has_no_letters_has_no_form),
	    cmocka_unit_test(many_like_words_are_assigned_in_time),
	};

	return run_tap("names", tests);
}
