/* What makes parsing fast must not change what comes out: kinds parsed together against kinds parsed apart, traits of
 * words against slips of the pen, frequencies found with the index against those found without it. */
#include "name_makers.h"
#include "names/knowledge.h"
#include "names/names.h"
#include "names/variants.h"

#include "match/match.h"
#include "match/rarity.h"
#include "tests/prop/small_book.h"
#include "text/text.h"

enum { TRIALS = 4000, NAMES = 2 * RARITY_NODES };

/* ---- kinds ------------------------------------------------------------------------------------------------ */

/* Nearly every word is common, so weights tell which frequency a token was weighed by. */
static uint32_t df_by_letters(const void *context, str token)
{
	uint32_t df = 0;

	(void)context;
	for (size_t i = 0; i < token.len; i++)
		df = df * 31 + (unsigned char)token.ptr[i];
	return df % 50000;
}

static bool same_form(const struct name_form *a, const struct name_form *b)
{
	bool same = a->kind == b->kind && a->reading == b->reading && a->count == b->count;

	for (size_t i = 0; same && i < a->count; i++) {
		const struct name_token *x = &a->token[i], *y = &b->token[i];
		same = str_equal(x->text, y->text) && x->class == y->class && x->weight == y->weight &&
		       x->start == y->start && x->end == y->end && x->part == y->part && x->script == y->script &&
		       x->flags == y->flags;
	}
	return same;
}

static void check_kinds(str name, unsigned kinds)
{
	static struct name_form alone[NAME_FORMS_MAX], together[NAME_KINDS][NAME_FORMS_MAX];
	const struct name_rarity rarity = {.df = df_by_letters, .total = 50000};
	struct name_form *forms[NAME_KINDS];
	size_t counts[NAME_KINDS];

	for (size_t kind = 0; kind < NAME_KINDS; kind++)
		forms[kind] = together[kind];
	name_parse_kinds(name, kinds, STR(""), &rarity, forms, counts);
	for (unsigned kind = 0; kind < NAME_KINDS; kind++) {
		size_t count = kinds >> kind & 1 ? name_parse(name, kind, STR(""), &rarity, alone) : 0;
		bool same = counts[kind] == count;
		for (size_t i = 0; same && i < count; i++)
			same = same_form(&alone[i], &together[kind][i]);
		if (!same)
			fail_msg("\"%.*s\": kind %u of kinds %x comes out otherwise", STR_ARG(name), kind, kinds);
	}
}

static void kinds_together_come_out_as_apart(void **state)
{
	static const char *const names[] = {
	    "A.B.C. Ltd", "MV Grace", "M/V Grace",  "Société d'Assurances", "Qa'ida", "U S A Bank",  "김정은",
	    "안 은행",    "中国银行", "金正恩",     "ทักษิณ ชินวัตร",           "SAP AG", "V. V. Putin", "",
	    "???",        "The Who",  "J. C. Bach",
	};
	struct maker m = {.state = 20180413};

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		for (unsigned kinds = 0; kinds < 1u << NAME_KINDS; kinds++)
			check_kinds(str_from(names[i]), kinds);
	for (size_t i = 0; i < TRIALS; i++) {
		make_name(&m);
		if (below(&m, 2))
			edit_name(&m);
		check_kinds(made(&m), below(&m, 1u << NAME_KINDS));
	}
}

/* ---- slips ------------------------------------------------------------------------------------------------ */

static void check_slip(str word, const char *slip, size_t len, bool exchanged)
{
	struct knowledge_traits a = knowledge_traits(word), b = knowledge_traits((str){slip, len});

	if (exchanged ? a.letters != b.letters : a.outline != b.outline)
		fail_msg("%.*s and %.*s have no trait in common", STR_ARG(word), (int)len, slip);
}

/* Every slip in the word that slips.c puts right. */
static void make_slips(str word)
{
	char slip[TOKEN_MAX + 2];

	for (size_t i = 0; i < word.len; i++) {
		memcpy(slip, word.ptr, i + 1);
		memcpy(slip + i + 1, word.ptr + i, word.len - i);
		check_slip(word, slip, word.len + 1, false);
		check_slip((str){slip, word.len + 1}, word.ptr, word.len, false);
		memcpy(slip, word.ptr, word.len);
		for (const char *v = "aeiouy"; *v && strchr("aeiouy", word.ptr[i]); v++) {
			slip[i] = *v;
			check_slip(word, slip, word.len, false);
		}
		memcpy(slip, word.ptr, word.len);
		if (i + 1 < word.len) {
			slip[i] = word.ptr[i + 1];
			slip[i + 1] = word.ptr[i];
			check_slip(word, slip, word.len, true);
		}
	}
}

static void check_listed(enum knowledge_set set, str word)
{
	assert_int_equal(slips_possible(knowledge_sets_near(word), set), SLIP_ANY);
}

static void slips_leave_a_trait(void **state)
{
	size_t words = 0;

	(void)state;
	for (size_t i = 0; i < KNOWLEDGE_SLOTS; i++) {
		const struct knowledge_word *w = knowledge_row(knowledge_slots[i]);
		if (!knowledge_slots[i] || (w->org_part != PART_LEGAL && w->org_part != PART_GENERIC))
			continue;
		str word, rest = knowledge_text(w->text);
		bool alone = str_find_char(rest, ' ', 0) == SIZE_MAX;
		assert_ptr_equal(knowledge_find(rest), w);
		while (str_split(&rest, ' ', &word)) {
			check_listed(alone ? SET_COMMON : SET_SEQUENCES, word);
			if (alone && w->org_part == PART_LEGAL)
				check_listed(SET_LEGAL, word);
			make_slips(word);
			words++;
		}
	}
	assert_true(words > 1000);
}

/* Is nothing known of the text, or a word of its own? */
static void check_other(const struct knowledge_word *w, str text)
{
	const struct knowledge_word *other = knowledge_find(text);

	assert_ptr_not_equal(other, w);
	assert_true(!other || str_equal(knowledge_text(other->text), text));
}

static void words_are_found_and_no_others(void **state)
{
	char longer[257];

	(void)state;
	for (size_t i = 0; i < KNOWLEDGE_SLOTS; i++) {
		const struct knowledge_word *w = knowledge_row(knowledge_slots[i]);
		str word = knowledge_slots[i] ? knowledge_text(w->text) : STR("");
		if (word.len == 0)
			continue;
		assert_ptr_equal(knowledge_find(word), w);
		memcpy(longer, word.ptr, word.len);
		longer[word.len] = 'x';
		check_other(w, (str){longer, word.len + 1});
		check_other(w, str_slice(word, 0, word.len - 1));
		longer[word.len - 1] ^= 1;
		check_other(w, (str){longer, word.len});
	}
}

static str any_simple_word(struct maker *m)
{
	for (;;) {
		uint32_t slot = knowledge_slots[below(m, KNOWLEDGE_SLOTS)];
		const struct knowledge_word *w = slot ? knowledge_row(slot) : NULL;
		if (w && w->flags & WORD_SIMPLE)
			return knowledge_text(w->text);
	}
}

/* In one reading by default, in others only as words are spelt of which a language spells some so: Soekardjo, Xasan. */
static void check_readings(const struct name_form *forms, size_t count)
{
	assert_true(count > 0 && forms[0].reading == READING_DEFAULT);
	for (size_t i = 1; i < count; i++)
		assert_true(forms[i].reading == READING_JAPANESE || forms[i].reading == READING_SOMALI ||
		            forms[i].reading == READING_INDONESIAN);
}

/* No rule for the parts of names is asked about simple words; with a full stop behind the name all of them are. */
static void simple_names_come_out_as_others(void **state)
{
	static struct name_form quick[NAME_FORMS_MAX], asked[NAME_FORMS_MAX];
	struct maker m = {.state = 11};
	size_t several = 0;

	(void)state;
	for (size_t i = 0; i < 10 * TRIALS; i++) {
		char name[512];
		int len = 0;
		for (uint32_t words = 1 + below(&m, 3); words; words--) {
			str word = any_simple_word(&m);
			len += snprintf(name + len, sizeof name - (size_t)len, "%s%.*s", len ? " " : "", STR_ARG(word));
		}
		name[len] = '.';
		size_t count = name_parse((str){name, (size_t)len}, NAME_PERSON, STR(""), NULL, quick);
		check_readings(quick, count);
		assert_int_equal(name_parse((str){name, (size_t)len + 1}, NAME_PERSON, STR(""), NULL, asked), count);
		for (size_t k = 0; k < count; k++) {
			asked[k].token[asked[k].count - 1].flags &= (uint16_t)~TOKEN_DOT;
			if (!same_form(&quick[k], &asked[k]))
				fail_msg("\"%.*s\" comes out otherwise with a full stop", len, name);
		}
		several += count > 1;
	}
	assert_in_range(several, 1, TRIALS / 10); /* few of them */
}

enum { NAIVE_MAX = 10 * VARIANT_MAX };

struct naive {
	size_t count, len[NAIVE_MAX];
	char text[NAIVE_MAX][VARIANT_MAX + 2];
};

static void add_naive(struct naive *n, str a, str b, str c)
{
	char *at = n->text[n->count];
	size_t len = a.len + b.len + c.len;

	snprintf(at, VARIANT_MAX + 2, "%.*s%.*s%.*s", STR_ARG(a), STR_ARG(b), STR_ARG(c));
	for (size_t i = 0; i < n->count; i++)
		if (str_equal((str){n->text[i], n->len[i]}, (str){at, len}))
			return;
	n->len[n->count++] = len;
}

/* What a word may have been before a slip of any kind, each once. */
static void make_naive(struct naive *n, str word)
{
	n->count = 0;
	for (size_t i = 0; i < word.len; i++) {
		str before = str_slice(word, 0, i), letter = str_slice(word, i, i + 1),
		    behind = str_slice(word, i + 1, word.len), next = str_slice(behind, 0, 1);
		add_naive(n, before, letter, str_slice(word, i, word.len));
		if (next.len && *next.ptr == *letter.ptr)
			add_naive(n, before, STR(""), behind);
		if (next.len && *next.ptr != *letter.ptr) {
			const char two[] = {*next.ptr, *letter.ptr};
			add_naive(n, before, (str){two, 2}, str_slice(behind, 1, behind.len));
		}
		for (const char *v = "aeiouy"; *v && strchr("aeiouy", *letter.ptr); v++)
			if (*v != *letter.ptr)
				add_naive(n, before, (str){v, 1}, behind);
	}
}

/* All variants, none twice, and nothing else. */
static void check_variants(str word, const struct naive *n)
{
	static bool seen[NAIVE_MAX];
	struct variants v;
	str variant;
	size_t count = 0;

	memset(seen, 0, sizeof seen);
	variants_begin(&v, word, SLIP_ANY);
	for (; variants_next(&v, &variant); count++) {
		size_t i = 0;
		while (i < n->count && !str_equal((str){n->text[i], n->len[i]}, variant))
			i++;
		if (i == n->count || seen[i])
			fail_msg("%.*s: %.*s is no variant, or comes twice", STR_ARG(word), STR_ARG(variant));
		seen[i] = true;
	}
	assert_int_equal(count, n->count);
}

/* The words of sequences that slips lead to are listed, in the order of the variants; how many. */
static size_t check_near(const struct knowledge_word *w)
{
	str word = knowledge_text(w->text), variant;
	const uint32_t *near = &knowledge_near[w->near];
	size_t count = 0;
	struct variants v;

	variants_begin(&v, word, slips_possible(knowledge_sets_near(word), SET_SEQUENCES));
	while (variants_next(&v, &variant)) {
		const struct knowledge_word *other = knowledge_find(variant);
		if (!other || !(other->flags & (WORD_STARTS | WORD_WITHIN)))
			continue;
		assert_int_not_equal(near[count], 0);
		assert_ptr_equal(&knowledge_words[near[count++] - 1], other);
	}
	assert_int_equal(near[count], 0);
	return count;
}

static void variants_are_all_slips(void **state)
{
	static struct naive n;
	size_t near = 0, words = 0;

	(void)state;
	for (size_t i = 0; i < KNOWLEDGE_SLOTS; i++) {
		const struct knowledge_word *w = knowledge_row(knowledge_slots[i]);
		str word = knowledge_slots[i] ? knowledge_text(w->text) : STR("");
		if (word.len == 0 || word.len >= VARIANT_MAX || str_find_char(word, ' ', 0) != SIZE_MAX)
			continue;
		make_naive(&n, word);
		check_variants(word, &n);
		near += check_near(w) > 0;
		words++;
	}
	assert_true(near > 0 && near < words / 10);
}

/* Few other words have such traits, or there would be no use in them. */
static void traits_are_rare(void **state)
{
	struct maker m = {.state = 7};
	size_t legal = 0, generic = 0;
	char word[24];

	(void)state;
	for (size_t i = 0; i < TRIALS; i++) {
		invent(&m, word);
		unsigned sets = knowledge_sets_near(str_from(word));
		legal += sets >> SET_LEGAL & 1;
		generic += sets >> SET_COMMON & 1;
	}
	assert_true(legal < TRIALS / 20);
	assert_true(generic < TRIALS / 6);
}

/* ---- frequencies ------------------------------------------------------------------------------------------ */

static void check_frequency(const struct name_rarity *quick, const struct name_rarity *slow, str text)
{
	uint32_t df = slow->df(slow->context, text);

	assert_int_equal(quick->df(quick->context, text), df);
	assert_int_equal(quick->df(quick->context, text), df); /* remembered */
}

/* Twice: the index remembers where it has been. */
static void check_frequencies(const ties_book *b)
{
	struct rarity_index index;
	struct maker m = {.state = 99};
	char word[24];

	assert_true(rarity_init(&index, b));
	struct name_rarity quick = rarity_of(&index), slow = match_rarity(b);
	assert_int_equal(quick.total, slow.total);
	for (int round = 0; round < 2; round++) {
		for (uint32_t k = 0; k < b->KEY.count; k++)
			check_frequency(&quick, &slow, book_string(b, b->KEY.items[k].text));
		for (size_t i = 0; i < TRIALS; i++) {
			invent(&m, word);
			check_frequency(&quick, &slow, str_from(word));
		}
		check_frequency(&quick, &slow, STR(""));
		check_frequency(&quick, &slow, STR("a word of more than twenty-seven bytes"));
	}
	rarity_finish(&index);
}

static void frequencies_are_those_of_the_book(void **state)
{
	char path[] = "/tmp/test-parse-XXXXXX", id[16];
	struct small_book sb = {0};
	struct maker m = {.state = 1};
	ties_book *b;
	ties_error err;

	(void)state;
	small_book_begin(&sb);
	for (int i = 0; i < NAMES; i++) {
		snprintf(id, sizeof id, "p-%05d", i);
		small_book_entity(&sb, id, SCHEMA_PERSON);
		make_name(&m);
		small_book_say(&sb, PROP_NAME, made(&m));
	}
	close(mkstemp(path));
	small_book_write(&sb, path);
	assert_int_equal(book_open(&b, path, &err), TIES_OK);
	assert_true(b->KEY.count > RARITY_NODES);
	check_frequencies(b);
	book_close(b);
	remove(path);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(kinds_together_come_out_as_apart),
	    cmocka_unit_test(words_are_found_and_no_others),
	    cmocka_unit_test(simple_names_come_out_as_others),
	    cmocka_unit_test(slips_leave_a_trait),
	    cmocka_unit_test(variants_are_all_slips),
	    cmocka_unit_test(traits_are_rare),
	    cmocka_unit_test(frequencies_are_those_of_the_book),
	};

	return run_tap("parse", tests);
}
