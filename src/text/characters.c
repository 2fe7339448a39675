/* Han and Hangul: a token per character.
 *
 * A step takes one Han character (or one Japanese word or given name), or one run of Hangul. A run of two to four
 * syllables may be a name and gives a token each; a longer one is a word and gives one token. */
#include "text/words.h"

enum {
	ITERATION = 0x3005 /* 々 */,
	HANGUL_NAME_MAX = 4,
	JAPANESE_GIVEN_MAX = 3,
	JAPANESE_SURNAME = 2,
	FOREIGN_MAX = 24
};
enum { L_FIRST = 0x1100, V_FIRST = 0x1161, T_FIRST = 0x11A7, L_COUNT = 19, V_COUNT = 21, T_COUNT = 28 };

/* ---- Han -------------------------------------------------------------------------------------------- */

/* The Han character at `at`, compatibility forms unified; 0 when something else stands there. */
static uint32_t peek_han(const struct cutter *c, size_t at, size_t *width)
{
	uint32_t codepoint = cutter_peek(c, at, width);
	const struct text_class *class = text_class_of(codepoint);

	if (class->script != SCRIPT_HAN || !(class->flags & CHAR_WORD))
		return 0;
	if (class->fold == POOL_NONE)
		return codepoint;
	str fold = text_pool_str(class->fold);
	return fold.len ? utf8_next(&fold) : codepoint;
}

/* Up to ENTRY_MAX characters from c->at on; `ends`: where each ends. */
static size_t peek_run(const struct cutter *c, uint32_t text[ENTRY_MAX], size_t ends[ENTRY_MAX])
{
	size_t n = 0, at = c->at, width;

	for (; n < ENTRY_MAX && (text[n] = peek_han(c, at, &width)) != 0; n++)
		ends[n] = at += width;
	return n;
}

/* The word of japanese-names.txt that the run begins with, in its second reading when `other` and it has one. */
static const struct text_reading_entry *japanese_word(const uint32_t *text, size_t n, bool other)
{
	const struct text_reading_entry *entry = entry_find(ENTRY_JAPANESE, text, n);
	const struct text_reading_entry *next = entry ? entry + 1 : NULL;

	if (entry && other && next < text_entries + text_entry_count && next->kind == ENTRY_JAPANESE &&
	    next->len == entry->len &&
	    memcmp(&text_patterns[next->key], &text_patterns[entry->key], entry->len * sizeof *text_patterns) == 0)
		return next;
	return entry;
}

/* Characters one by one: as names read them by this kind of entry, else by their on reading. */
static void japanese_characters(const uint32_t *text, size_t n, enum text_entry_kind kind, struct spelling *out)
{
	for (size_t i = 0; i < n; i++) {
		const struct text_reading_entry *entry = entry_find(kind, &text[i], 1);
		if (entry)
			spelling_add(out, text_pool_str(entry->latin));
		else
			han_spell(text[i], false, READING_JAPANESE, out);
	}
}

/* A given name: a character of on reading and an ending (健 三郎), else each as given names read it; the other reading
 * has these the other way round. */
static void japanese_given(const uint32_t *text, size_t n, bool other, struct spelling *out)
{
	const struct text_reading_entry *ending = n > 1 ? entry_find(ENTRY_JAPANESE_ENDING, text + 1, n - 1) : NULL;

	if (ending && ending->len != n - 1)
		ending = NULL;
	bool on = (ending != NULL) != other;

	for (size_t i = 0; on && i < n; i++)
		if (i == 0 || !ending)
			han_spell(text[i], false, READING_JAPANESE, out);
	if (on && ending)
		spelling_add(out, text_pool_str(ending->latin));
	if (!on)
		japanese_characters(text, n, ENTRY_JAPANESE_NANORI, out);
}

/* The Japanese word, surname or given name at c->at: its bytes, 0 when there is none. */
static size_t japanese_step(struct cutter *c, bool first, bool other, struct spelling *out)
{
	uint32_t text[ENTRY_MAX];
	size_t ends[ENTRY_MAX], n = peek_run(c, text, ends);
	bool given = c->behind_surname && !first && n <= JAPANESE_GIVEN_MAX;
	const struct text_reading_entry *entry = n ? japanese_word(text, n, other) : NULL;

	if (entry && entry->len == 1 && !first && (!given || n > 1))
		entry = NULL; /* one character inside a run is no word by itself */
	bool surname = first && !entry && !other && (n == JAPANESE_GIVEN_MAX + 1 || n == JAPANESE_GIVEN_MAX + 2);
	c->behind_surname = surname || (first && entry);
	if (entry && (!given || entry->len == n)) {
		spelling_add(out, text_pool_str(entry->latin));
		return ends[entry->len - 1] - c->at;
	}
	if (surname) {
		japanese_characters(text, JAPANESE_SURNAME, ENTRY_JAPANESE_KUN, out);
		return ends[JAPANESE_SURNAME - 1] - c->at;
	}
	if (!given || n == 0)
		return 0;
	japanese_given(text, n, other, out);
	return ends[n - 1] - c->at;
}

/* The run at c->at as a word of a name from elsewhere. */
static void foreign_step(struct cutter *c)
{
	struct letter run[FOREIGN_MAX];
	size_t ends[FOREIGN_MAX], n = 0, at = c->at, start = at, width;
	struct spelling spelling = {.len = 0};
	uint32_t codepoint;

	for (; n < FOREIGN_MAX && (codepoint = peek_han(c, at, &width)) != 0; n++) {
		run[n] = (struct letter){.codepoint = codepoint};
		ends[n] = at += width;
	}
	n = han_spell_foreign(run, n, &spelling);
	c->last_han = 0;
	c->at = ends[n - 1];
	cutter_emit(c, start, c->at, SCRIPT_HAN, TOKEN_CAPITAL, spelling_str(&spelling));
}

void han_step(struct cutter *c)
{
	enum text_reading reading = reader_han(&c->reader, c->at);
	struct spelling spelling = {.len = 0};
	size_t width, next_width, start = c->at;
	uint32_t codepoint = peek_han(c, start, &width);

	if (reading == READING_FOREIGN && codepoint != 0) {
		foreign_step(c);
		return;
	}
	bool first = c->last_han == 0 || c->last_end != start;
	bool other = reading == READING_JAPANESE_OTHER;
	size_t bytes = other || reading == READING_JAPANESE ? japanese_step(c, first, other, &spelling) : 0;

	if (codepoint == ITERATION && !first)
		codepoint = c->last_han;
	c->last_han = codepoint;
	if (bytes == 0) {
		bytes = width;
		han_spell(codepoint, first && peek_han(c, start + width, &next_width) != 0,
		          other ? READING_JAPANESE : reading, &spelling);
	}
	c->at = start + bytes;
	cutter_emit(c, start, c->at, SCRIPT_HAN, TOKEN_CAPITAL, spelling_str(&spelling));
}

/* ---- Hangul ------------------------------------------------------------------------------------------ */

/* The syllable at `at`, put together where it is written in jamo; 0 when something else stands there. */
static uint32_t peek_syllable(const struct cutter *c, size_t at, size_t *width)
{
	uint32_t lead = cutter_peek(c, at, width);
	size_t vowel_width, final_width;

	if (lead - L_FIRST < L_COUNT) {
		uint32_t vowel = cutter_peek(c, at + *width, &vowel_width);
		if (vowel - V_FIRST >= V_COUNT)
			return 0;
		lead = HANGUL_FIRST + ((lead - L_FIRST) * V_COUNT + (vowel - V_FIRST)) * T_COUNT;
		*width += vowel_width;
	}
	if (lead < HANGUL_FIRST || lead > HANGUL_LAST)
		return 0;
	uint32_t final = cutter_peek(c, at + *width, &final_width) - T_FIRST;
	if ((lead - HANGUL_FIRST) % T_COUNT == 0 && final > 0 && final < T_COUNT) {
		lead += final;
		*width += final_width;
	}
	return lead;
}

static void emit_syllables(struct cutter *c, const uint32_t *syllable, const size_t *end, size_t count)
{
	enum text_reading reading = c->reader.reading;
	size_t start = c->at, given = reading == READING_FOREIGN ? 0 : 1;

	for (size_t i = 0; i < count; i++) {
		struct spelling spelling = {.len = 0};
		enum hangul_place place = count == 1 ? HANGUL_WORD : i == 0 ? HANGUL_SURNAME : HANGUL_GIVEN;
		hangul_spell(syllable[i], i > given ? syllable[i - 1] : 0, place, reading, &spelling);
		cutter_emit(c, start, end[i], SCRIPT_HANGUL, TOKEN_CAPITAL, spelling_str(&spelling));
		start = end[i];
	}
}

/* A letter of Hangul by itself, or a run too long for a name. */
static void emit_run(struct cutter *c)
{
	struct spelling spelling = {.len = 0};
	size_t start = c->at, at = start, width;
	uint32_t syllable, before = 0;

	for (; (syllable = peek_syllable(c, at, &width)) != 0; before = syllable, at += width)
		hangul_spell(syllable, before, HANGUL_WORD, c->reader.reading, &spelling);
	if (at == start) {
		spelling_add_codepoint(&spelling, cutter_peek(c, at, &width));
		at += width;
	}
	c->at = at;
	cutter_emit(c, start, at, SCRIPT_HANGUL, TOKEN_CAPITAL, spelling_str(&spelling));
}

void hangul_step(struct cutter *c)
{
	uint32_t syllable[HANGUL_NAME_MAX + 1];
	size_t end[HANGUL_NAME_MAX + 1], count = 0, at = c->at, width;

	reader_look(&c->reader, at); /* Han behind it is then read as Korean */
	for (; count <= HANGUL_NAME_MAX && (syllable[count] = peek_syllable(c, at, &width)) != 0; count++)
		end[count] = at += width;
	if (count == 0 || count > HANGUL_NAME_MAX) {
		emit_run(c);
		return;
	}
	emit_syllables(c, syllable, end, count);
	c->at = at;
}
