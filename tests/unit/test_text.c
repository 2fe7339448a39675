/* Text: decoding, classes of characters, tokens with their offsets, normal forms, sentences, languages. */
#include <stdio.h>
#include <time.h>

#include "cases.h"
#include "text_rules.h"

/* Adds to `*wrong` and shows the row when its last cell says something else; tables are gone through to their ends. */
static void compare(const struct cases *c, str got, unsigned *wrong)
{
	str want = c->cell[c->count - 1];

	if (str_equal(got, want))
		return;
	++*wrong;
	print_error("line %u: \"%.*s\": got \"%.*s\", not \"%.*s\"\n", c->number,
	            STR_ARG(c->count > 1 ? c->cell[c->count - 2] : want), STR_ARG(got), STR_ARG(want));
}

/* The hint in a cell; "-" is none. */
static str hint(str cell)
{
	return str_is(cell, "-") ? STR("") : cell;
}

static void keeps(const char *broken, str text)
{
	if (broken)
		print_error("\"%.*s\": %s\n", STR_ARG(str_slice(text, 0, 200)), broken);
	assert_null(broken);
}

/* ---- UTF-8 --------------------------------------------------------------------------------------------- */

/* UTF-8 that was read as Windows-1252; what only looks like it, or lacks a byte, stays. */
static void misread_text_is_repaired(void **state)
{
	static const struct {
		const char *text, *repaired; /* NULL: nothing is to be repaired */
	} cases[] = {
	    {"BenoÃ®t LefÃ¨vre", "Benoît Lefèvre"},
	    {"Å½ivot Ã‰mile Å¡", "Život Émile š"},
	    {"ÐšÐ¾Ñ‚", "Кот"},
	    {"Ø¹Ù„ÙŠ", "علي"},
	    {"ä¼Šä¸‡", "伊万"},
	    {"ÃÃ©Ã", "ÃéÃ"},
	    {"JOSÉ\xc2\xa0MARÍA", NULL},
	    {"«LIBERTÉ»", NULL},
	    {"KRÍŠ LÍŠKA", NULL},
	    {"IRMÃ\xc2\xa0MARIA", NULL},
	    {"", NULL},
	    {"São Paulo", NULL},
	    {"Ã", NULL},
	    {"\xc3\xff\xa9", NULL},
	};
	char out[64];
	uint32_t at[sizeof out + 1];

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		str text = str_from(cases[i].text);
		size_t len = text_repair(text, out, at, sizeof out);
		str got = {out, len};
		assert_str(got, cases[i].repaired ? cases[i].repaired : "");
		for (size_t k = 0; k < len; k++)
			assert_true(at[k] <= at[k + 1]);
		if (len)
			assert_int_equal(at[len], text.len);
		if (len > 1)
			assert_int_equal(text_repair(text, out, at, len - 1), 0);
	}
}

static void bytes_decode_as_in_the_table(void **state)
{
	struct cases c;
	struct buf got = {0};
	unsigned wrong = 0;

	(void)state;
	cases_open(&c, "text-utf8");
	while (cases_next(&c)) {
		size_t count = 0, invalid = SIZE_MAX;
		buf_clear(&got);
		for (str rest = c.cell[0]; rest.len; count++) {
			size_t at = c.cell[0].len - rest.len, before = rest.len;
			uint32_t codepoint = utf8_next(&rest);
			buf_print(&got, "%s%X", count ? " " : "", (unsigned)codepoint);
			if (codepoint == 0xFFFD && before - rest.len == 1 && invalid == SIZE_MAX)
				invalid = at;
		}
		compare(&c, buf_str(&got), &wrong);
		assert_int_equal(utf8_length(c.cell[0]), count);
		assert_true(utf8_invalid_at(c.cell[0]) == invalid);
	}
	buf_finish(&got);
	assert_int_equal(wrong, 0);
}

static void every_code_point_comes_back(void **state)
{
	(void)state;
	for (uint32_t c = 0; c < 0x110100; c++) {
		char bytes[4];
		str s = {bytes, utf8_put(c, bytes)};
		bool fit = c <= 0x10FFFF && (c < 0xD800 || c > 0xDFFF);
		assert_int_equal(s.len, !fit ? 3 : c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4);
		assert_int_equal(utf8_next(&s), fit ? c : 0xFFFD);
		assert_int_equal(s.len, 0);
	}
}

/* ---- characters ---------------------------------------------------------------------------------------- */

static void characters_have_their_scripts(void **state)
{
	static const struct {
		const char *text;
		enum text_script script;
		const char *code;
	} cases[] = {{"a", SCRIPT_LATIN, "Latn"},      {"é", SCRIPT_LATIN, "Latn"},    {"я", SCRIPT_CYRILLIC, "Cyrl"},
	             {"λ", SCRIPT_GREEK, "Grek"},      {"ع", SCRIPT_ARABIC, "Arab"},   {"ک", SCRIPT_ARABIC, "Arab"},
	             {"ש", SCRIPT_HEBREW, "Hebr"},     {"Ա", SCRIPT_ARMENIAN, "Armn"}, {"ა", SCRIPT_GEORGIAN, "Geor"},
	             {"अ", SCRIPT_DEVANAGARI, "Deva"}, {"অ", SCRIPT_BENGALI, "Beng"},  {"த", SCRIPT_INDIC, "Brah"},
	             {"ก", SCRIPT_THAI, "Thai"},       {"習", SCRIPT_HAN, "Hani"},     {"あ", SCRIPT_KANA, "Hrkt"},
	             {"ア", SCRIPT_KANA, "Hrkt"},      {"김", SCRIPT_HANGUL, "Hang"},  {"1", SCRIPT_COMMON, "Zyyy"},
	             {"-", SCRIPT_COMMON, "Zyyy"},     {"ሀ", SCRIPT_OTHER, "Zzzz"}};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		str s = str_from(cases[i].text);
		enum text_script script = text_script_of(utf8_next(&s));
		assert_int_equal(script, cases[i].script);
		assert_string_equal(text_script_code(script), cases[i].code);
		assert_true(strlen(text_script_name(script)) >= 3);
	}
	assert_string_equal(text_script_name(SCRIPT_CYRILLIC), "Cyrillic");
	assert_string_equal(text_script_code((enum text_script)99), "Zzzz");
	assert_int_equal(text_script_of(UINT32_MAX), text_script_of(0x10FFFF));
}

static void the_script_of_most_letters_is_the_main_one(void **state)
{
	(void)state;
	assert_int_equal(text_script_main(STR("")), SCRIPT_COMMON);
	assert_int_equal(text_script_main(STR("12 - 3")), SCRIPT_COMMON);
	assert_int_equal(text_script_main(STR("Путин, V. V.")), SCRIPT_CYRILLIC);
	assert_int_equal(text_script_main(STR("Vladimir Путин")), SCRIPT_LATIN);
}

static uint32_t han_character(const char *text)
{
	str s = str_from(text);

	return text_han_character(utf8_next(&s));
}

/* Shapes of mainland China, Taiwan and Japan. */
static void han_characters_have_several_shapes(void **state)
{
	static const char *const one[][2] = {{"張", "张"}, {"國", "国"}, {"囯", "國"}, {"沢", "澤"},
	                                     {"浜", "滨"}, {"竜", "龍"}, {"邊", "辺"}};
	static const char *const two[][2] = {{"伟", "维"}, {"建", "健"}, {"王", "玉"}, {"小", "晓"}};

	(void)state;
	for (size_t i = 0; i < sizeof one / sizeof *one; i++)
		assert_int_equal(han_character(one[i][0]), han_character(one[i][1]));
	for (size_t i = 0; i < sizeof two / sizeof *two; i++)
		assert_int_not_equal(han_character(two[i][0]), han_character(two[i][1]));
	assert_int_equal(han_character("王"), 0x738B);
	assert_int_equal(han_character("a"), 0);
	assert_int_equal(han_character("あ"), 0);
	assert_int_equal(text_han_character(UINT32_MAX), 0);
	for (uint32_t c = 0x4E00; c <= 0x9FFF; c++)
		assert_int_equal(text_han_character(text_han_character(c)), text_han_character(c));
}

static void characters_have_their_classes(void **state)
{
	(void)state;
	assert_true(text_is_letter('a') && text_is_letter(0x301) && text_is_letter(0x4E60) && !text_is_letter('1'));
	assert_true(text_is_digit('7') && text_is_digit(0x667) && !text_is_digit(0xB2) && !text_is_digit('a'));
	assert_true(text_is_upper('A') && text_is_upper(0x1C5) && !text_is_upper('a') && !text_is_upper(0x4E60));
	assert_true(text_is_lower('a') && text_is_lower(0xDF) && !text_is_lower('A'));
	assert_true(text_is_space(' ') && text_is_space('\n') && text_is_space(0xA0) && text_is_space(0x200B) &&
	            text_is_space(0xFEFF) && text_is_space(0x3000) && !text_is_space('_') && !text_is_space(0));
	assert_int_equal(text_digit_value('7'), 7);
	assert_int_equal(text_digit_value(0x667), 7);
	assert_int_equal(text_digit_value(0x96D), 7);
	assert_int_equal(text_digit_value('a'), -1);
	assert_false(text_is_letter(UINT32_MAX) || text_is_digit(UINT32_MAX) || text_is_space(UINT32_MAX));
}

/* ---- tokens and normal forms --------------------------------------------------------------------------- */

static void show_tokens(const struct text_tokens *t, str s, struct buf *out)
{
	static const char signs[] = "CUD.-'?~"; /* in the order of the bits */

	for (size_t i = 0; i < t->token_count; i++) {
		const struct text_token *token = &t->token[i];
		buf_add(out, i ? STR(" ") : STR(""));
		buf_add(out, text_token_norm(t, i));
		buf_add_char(out, '<');
		buf_add(out, str_slice(s, token->start, token->end));
		buf_add_char(out, '>');
		for (size_t bit = 0; bit < sizeof signs - 1; bit++)
			if (token->flags >> bit & 1)
				buf_add_char(out, signs[bit]);
	}
	assert_false(out->failed);
}

static void tokens_are_as_in_the_table(void **state)
{
	struct cases c;
	struct buf got = {0};
	unsigned wrong = 0;

	(void)state;
	cases_open(&c, "text-tokens");
	while (cases_next(&c)) {
		struct text_tokens t;
		assert_true(tokens_new(&t, c.cell[1].len));
		text_tokens(c.cell[1], hint(c.cell[0]), READING_DEFAULT, &t);
		keeps(tokens_broken_rule(&t, c.cell[1]), c.cell[1]);
		assert_false(t.full);
		buf_clear(&got);
		show_tokens(&t, c.cell[1], &got);
		compare(&c, buf_str(&got), &wrong);
		tokens_free(&t);
	}
	buf_finish(&got);
	assert_int_equal(wrong, 0);
}

static enum text_reading reading_of(str name)
{
	static const char *const names[] = {"default", "mandarin", "cantonese", "japanese", "korean", "alternative"};

	for (unsigned i = 0; i < sizeof names / sizeof *names; i++)
		if (str_is(name, names[i]))
			return (enum text_reading)i;
	print_error("no reading \"%.*s\"\n", STR_ARG(name));
	fail();
	return READING_DEFAULT;
}

static void normal_forms_are_as_in_the_table(void **state)
{
	struct cases c;
	struct buf got = {0};
	unsigned wrong = 0, rows = 0;

	(void)state;
	cases_open(&c, "text-normal");
	for (; cases_next(&c); rows++) {
		struct text_tokens t;
		assert_int_equal(c.count, 4);
		assert_true(tokens_new(&t, c.cell[2].len));
		text_tokens(c.cell[2], hint(c.cell[0]), reading_of(c.cell[1]), &t);
		keeps(tokens_broken_rule(&t, c.cell[2]), c.cell[2]);
		buf_clear(&got);
		for (size_t i = 0; i < t.token_count; i++) {
			buf_add(&got, i ? STR(" ") : STR(""));
			buf_add(&got, text_token_norm(&t, i));
		}
		compare(&c, buf_str(&got), &wrong);
		char *lang = strndup(c.cell[0].ptr, hint(c.cell[0]).len);
		keeps(normal_broken_rule(c.cell[2], lang), c.cell[2]);
		free(lang);
		tokens_free(&t);
	}
	buf_finish(&got);
	assert_true(rows > 700);
	assert_int_equal(wrong, 0);
}

/* Numbers that are the same in every run. */
static uint32_t next_random(uint64_t *state)
{
	*state = *state * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(*state >> 33);
}

/* Letters of all scripts, signs between them, and bytes that are none. */
static size_t random_text(uint64_t *random, char *out, size_t size)
{
	static const struct {
		uint32_t from, count;
	} ranges[] = {{'a', 26},     {'A', 26},      {'0', 10},     {' ', 16},     {0xC0, 0x180},   {0x300, 0x70},
	              {0x391, 0x40}, {0x400, 0x100}, {0x531, 0x56}, {0x5B0, 0x44}, {0x620, 0xF0},   {0x905, 0x70},
	              {0x985, 0x70}, {0xA05, 0x300}, {0xE01, 0xF0}, {0x10D0, 43},  {0x1100, 0x100}, {0x2000, 0x70},
	              {0x3041, 192}, {0x4E00, 200},  {0xAC00, 200}, {0xFB00, 80},  {0xFF00, 0x70}};
	size_t len = 0, range = next_random(random) % (sizeof ranges / sizeof *ranges);

	while (len + 4 <= size) {
		uint32_t dice = next_random(random) % 100;
		if (dice < 15)
			range = next_random(random) % (sizeof ranges / sizeof *ranges);
		if (dice < 2)
			out[len++] = (char)next_random(random);
		else if (dice < 12)
			out[len++] = " ?'.-"[next_random(random) % 5];
		else
			len += utf8_put(ranges[range].from + next_random(random) % ranges[range].count, out + len);
	}
	return len;
}

static void any_text_keeps_the_rules(void **state)
{
	static const char *const langs[] = {"", "fr", "tr", "uk", "bg", "fa", "ur", "ku", "ja", "ko", "yue"};
	uint64_t random = 4;

	(void)state;
	for (size_t i = 0; i < 20000; i++) {
		char text[120];
		str s = {text, random_text(&random, text, 4 + next_random(&random) % (sizeof text - 4))};
		const char *lang = langs[i % (sizeof langs / sizeof *langs)];
		struct text_tokens t;
		assert_true(tokens_new(&t, s.len));
		text_tokens(s, str_from(lang), (enum text_reading)(i % 6), &t);
		keeps(tokens_broken_rule(&t, s), s);
		keeps(normal_broken_rule(s, lang), s);
		keeps(sentences_broken_rule(s), s);
		tokens_free(&t);
	}
}

/* The tokens of "x" and the letter and "x", then `behind`. */
static void cut_around(struct text_tokens *t, uint32_t letter, str behind)
{
	char text[16] = "x";
	size_t len = 1 + utf8_put(letter, text + 1);

	text[len++] = 'x';
	memcpy(text + len, behind.ptr, behind.len);
	text_tokens((str){text, len + behind.len}, STR(""), READING_DEFAULT, t);
}

/* Words are read in a quick way where nothing behind them needs a closer look; a soft hyphen does, and is dropped. */
static void quick_words_are_as_those_looked_at(void **state)
{
	struct text_token token[2][8];
	char norm[2][8 * TOKEN_MAX];

	(void)state;
	for (uint32_t c = 1; c <= 0x10FFFF; c++) {
		struct text_tokens quick = {
		    .token = token[0], .token_cap = 8, .norm = norm[0], .norm_cap = sizeof *norm};
		struct text_tokens slow = {
		    .token = token[1], .token_cap = 8, .norm = norm[1], .norm_cap = sizeof *norm};
		cut_around(&quick, c, STR(""));
		cut_around(&slow, c, STR("\xc2\xad"));
		bool same = quick.token_count == slow.token_count &&
		            str_equal((str){norm[0], quick.norm_len}, (str){norm[1], slow.norm_len}) &&
		            memcmp(token[0], token[1], quick.token_count * sizeof **token) == 0;
		if (!same)
			fail_msg("U+%04X is read otherwise where a soft hyphen follows", c);
	}
}

static void one_high_byte_is_not_ascii(void **state)
{
	char text[33];

	(void)state;
	memset(text, 'a', sizeof text);
	for (size_t len = 0; len < sizeof text; len++) {
		assert_true(text_is_ascii((str){text, len}));
		for (size_t at = 0; at < sizeof text; at++) {
			text[at] = '\x80';
			assert_int_equal(text_is_ascii((str){text, len}), at >= len);
			text[at] = 'a';
		}
	}
}

static void long_words_are_cut(void **state)
{
	static const char *const letters[] = {"a", "é", "я", "ع", "あ", "த", "ก", "김"};

	(void)state;
	for (size_t i = 0; i < sizeof letters / sizeof *letters; i++) {
		struct buf word = {0};
		struct text_tokens t;
		for (int n = 0; n < 1000; n++)
			buf_add(&word, str_from(letters[i]));
		assert_true(tokens_new(&t, word.len));
		text_tokens(buf_str(&word), STR(""), READING_DEFAULT, &t);
		assert_int_equal(t.token_count, 1);
		assert_int_equal(t.token[0].end, word.len);
		assert_in_range(t.token[0].len, TOKEN_MAX / 2, TOKEN_MAX);
		keeps(normal_broken_rule(buf_str(&word), ""), buf_str(&word));
		tokens_free(&t);
		buf_finish(&word);
	}
}

static void arrays_that_are_too_small_take_what_fits(void **state)
{
	struct text_token token[8];
	char norm[64];

	(void)state;
	for (size_t tokens = 0; tokens <= 4; tokens++)
		for (size_t bytes = 0; bytes <= 20; bytes++) {
			struct text_tokens t = {.token = token, .token_cap = tokens, .norm = norm, .norm_cap = bytes};
			text_tokens(STR("Éa bcd efgh"), STR(""), READING_DEFAULT, &t);
			size_t fit = bytes >= 9 ? 3 : bytes >= 5 ? 2 : bytes >= 2 ? 1 : 0;
			assert_int_equal(t.token_count, fit < tokens ? fit : tokens);
			assert_int_equal(t.full, t.token_count < 3);
			keeps(tokens_broken_rule(&t, STR("Éa bcd efgh")), STR(""));
		}
}

/* ---- sentences and languages --------------------------------------------------------------------------- */

static void sentences_are_as_in_the_table(void **state)
{
	struct cases c;
	struct buf got = {0};
	unsigned wrong = 0;

	(void)state;
	cases_open(&c, "text-sentences");
	while (cases_next(&c)) {
		str rest = c.cell[0], sentence;
		keeps(sentences_broken_rule(rest), rest);
		buf_clear(&got);
		while (text_sentence(&rest, &sentence)) {
			buf_add(&got, got.len ? STR(" | ") : STR(""));
			buf_add(&got, sentence);
		}
		assert_null(rest.ptr);
		compare(&c, buf_str(&got), &wrong);
	}
	buf_finish(&got);
	assert_int_equal(wrong, 0);
}

static void languages_are_as_in_the_table(void **state)
{
	struct cases c;
	unsigned wrong = 0;

	(void)state;
	cases_open(&c, "text-language");
	while (cases_next(&c))
		compare(&c, str_from(text_language(c.cell[0])), &wrong);
	assert_int_equal(wrong, 0);
}

/* Text that makes a careless reader look ahead again and again: quadratic time would be minutes, not a second. */
static void hostile_repetition_takes_linear_time(void **state)
{
	static const char *const pieces[] = {".",        "?",  "a.",  "a'", "A.", "?a", "\xFF", "a\xFF",
	                                     "a-",       "'",  "\n ", ") ", ".)", "々", "ー",   "김",
	                                     "\xCC\x81", "ال", "।",   "l'", "a?", "é."};

	(void)state;
	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
		struct buf text = {0};
		struct text_tokens t;
		str rest, sentence;
		while (text.len < 1 << 19)
			buf_add(&text, str_from(pieces[i]));
		buf_add(&text, STR("xx"));
		t = (struct text_tokens){.token_cap = text.len, .norm_cap = 8 * text.len};
		t.token = malloc(t.token_cap * sizeof *t.token);
		t.norm = malloc(t.norm_cap);
		assert_true(t.token && t.norm);
		clock_t start = clock();
		text_tokens(buf_str(&text), STR("fr"), READING_DEFAULT, &t);
		keeps(tokens_broken_rule(&t, buf_str(&text)), buf_str(&text));
		rest = buf_str(&text);
		while (text_sentence(&rest, &sentence))
			;
		assert_true(clock() - start < 15 * CLOCKS_PER_SEC);
		tokens_free(&t);
		buf_finish(&text);
	}
}

static void few_letters_show_how_a_name_is_spelt(void **state)
{
	static const struct {
		const char *name;
		unsigned shown;
	} table[] = {
	    {"Muto Syozo", 1u << READING_JAPANESE},
	    {"Xasan Sheekh", 1u << READING_SOMALI},
	    {"XASAN", 1u << READING_SOMALI},
	    {"Axmed Nuux", 1u << READING_SOMALI},
	    {"Faxasan", 0}, /* no word begins with it */
	    {"D'Xasan", 1u << READING_SOMALI},
	    {"Tjipto", 0}, /* one sign of two */
	    {"Tjipto Tjokro", 1u << READING_INDONESIAN},
	    {"Tjipto Djojo", 1u << READING_INDONESIAN},
	    {"Soekarno Djojo", 1u << READING_INDONESIAN},
	    {"Djordje Djukic", 0}, /* listed once */
	    {"Goebel Schoeman", 0},
	    {"Syahrir Tjoe Cabdi", 1u << READING_JAPANESE | 1u << READING_SOMALI | 1u << READING_INDONESIAN},
	    {"xa", 0},
	    {"t", 0},
	    {"", 0},
	    {"s\xc3\xbd"
	     "a",
	     0},
	};

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if (text_readings_shown(str_from(table[i].name)) != table[i].shown)
			fail_msg("%s shows %#x, not %#x", table[i].name, text_readings_shown(str_from(table[i].name)),
			         table[i].shown);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(misread_text_is_repaired),
	    cmocka_unit_test(bytes_decode_as_in_the_table),
	    cmocka_unit_test(every_code_point_comes_back),
	    cmocka_unit_test(characters_have_their_scripts),
	    cmocka_unit_test(the_script_of_most_letters_is_the_main_one),
	    cmocka_unit_test(han_characters_have_several_shapes),
	    cmocka_unit_test(characters_have_their_classes),
	    cmocka_unit_test(tokens_are_as_in_the_table),
	    cmocka_unit_test(normal_forms_are_as_in_the_table),
	    cmocka_unit_test(any_text_keeps_the_rules),
	    cmocka_unit_test(quick_words_are_as_those_looked_at),
	    cmocka_unit_test(one_high_byte_is_not_ascii),
	    cmocka_unit_test(long_words_are_cut),
	    cmocka_unit_test(arrays_that_are_too_small_take_what_fits),
	    cmocka_unit_test(sentences_are_as_in_the_table),
	    cmocka_unit_test(few_letters_show_how_a_name_is_spelt),
	    cmocka_unit_test(languages_are_as_in_the_table),
	    cmocka_unit_test(hostile_repetition_takes_linear_time),
	};
	return run_tap("text", tests);
}
