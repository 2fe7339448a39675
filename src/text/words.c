/* Reading one word letter by letter: what belongs to it, what joins it to the next.
 *
 * Inside a word, apostrophes, marks, soft hyphens, joiners and direction controls vanish; one to four '?' or U+FFFD
 * between letters become one '?'. A word ends at everything else, where a script written without spaces begins or
 * ends, at a zero-width non-joiner in Arabic script, and at an apostrophe that sets off something of its own:
 *   Iran's        iran + s          possessive
 *   l'Iran        l + iran          an article that lost its vowel, in lower case (L'Iran where the hint is French …)
 *   Ankara'da     ankara + da       a suffix, where the hint is Turkish
 * All other apostrophes are dropped: O'Brien is obrien, Qa'ida qaida, D'Angelo dangelo. */
#include "text/words.h"

enum { SOFT_BREAK = 0x200C /* zero-width non-joiner */, BROKEN_MAX = 4 };

static bool is_hyphen(uint32_t c)
{
	return c == '-' || (c >= 0x2010 && c <= 0x2013) || c == 0x58A || c == 0x5BE || c == 0xFF0D;
}

static bool is_broken(uint32_t c)
{
	return c == '?' || c == 0xFFFD;
}

/* Letters of one word come from one of these. */
static unsigned group_of(enum text_script script)
{
	return script_is_spaceless(script) ? (unsigned)script : SCRIPT_COMMON;
}

static bool begins_word(uint32_t c)
{
	return text_class_of(c)->flags & CHAR_BEGINS;
}

static uint32_t peek(const struct cutter *c, size_t at)
{
	size_t width;

	return cutter_peek(c, at, &width);
}

/* ---- letters ----------------------------------------------------------------------------------------- */

/* A letter of this class; `script` is that of what it comes from. */
static inline void push(struct word *w, uint32_t codepoint, const struct text_class *class, size_t at, uint8_t script)
{
	if (w->len < WORD_MAX)
		w->letter[w->len++] =
		    (struct letter){codepoint, (uint32_t)at, class->known, script, (uint8_t) class->flags};
}

/* Base letter and mark as one, where a rule knows that letter. */
static bool compose(struct word *w, uint32_t mark)
{
	size_t low = 0, high = text_composition_count;
	struct letter *base = w->len ? &w->letter[w->len - 1] : NULL;

	while (base && low < high) {
		size_t middle = low + (high - low) / 2;
		const struct text_composition *entry = &text_compositions[middle];
		if (entry->base == base->codepoint && entry->mark == mark) {
			const struct text_class *class = text_class_of(entry->composed);
			*base = (struct letter){entry->composed, base->at, class->known, base->script,
			                        (uint8_t) class->flags};
			return true;
		}
		if (entry->base < base->codepoint || (entry->base == base->codepoint && entry->mark < mark))
			low = middle + 1;
		else
			high = middle;
	}
	return false;
}

/* A mark, or a letter that folds to others. */
static void push_folded(struct word *w, uint32_t codepoint, size_t at, const struct text_class *class)
{
	if ((class->flags & CHAR_MARK) && compose(w, codepoint))
		return;
	if (class->fold == POOL_NONE) {
		push(w, codepoint, class, at, class->script);
		return;
	}
	for (str fold = text_pool_str(class->fold); fold.len;) {
		uint32_t part = utf8_next_quick(&fold);
		const struct text_class *own = text_class_of(part);
		if (!(own->flags & CHAR_MARK) || !compose(w, part))
			push(w, part, own, at, class->script);
	}
}

static inline void note_case(struct word *w, unsigned flags)
{
	if (flags & CHAR_DIGIT)
		w->flags |= TOKEN_DIGITS;
	if ((flags & (CHAR_LETTER | CHAR_MARK)) != CHAR_LETTER)
		return;
	if (w->letters++ == 0 && !(flags & CHAR_LOWER))
		w->flags |= TOKEN_CAPITAL;
	w->uppers += (flags & CHAR_UPPER) != 0;
}

static inline void add_letter(struct word *w, uint32_t codepoint, const struct text_class *class, size_t at,
                              size_t width)
{
	note_case(w, class->flags);
	if (class->fold == POOL_NONE && !(class->flags & CHAR_MARK))
		push(w, codepoint, class, at, class->script);
	else
		push_folded(w, codepoint, at, class);
	w->end = at + width;
}

/* ---- what stands between letters ----------------------------------------------------------------------- */

/* Are there one to four broken characters at `at`, and a letter behind? Then its offset, else 0. */
static size_t behind_broken(const struct cutter *c, size_t at)
{
	for (size_t i = 0; i <= BROKEN_MAX; i++) {
		size_t width;
		uint32_t codepoint = cutter_peek(c, at, &width);
		if (!is_broken(codepoint)) {
			const struct text_class *class = text_class_of(codepoint);
			bool letter = (class->flags & CHAR_LETTER) && (class->flags & CHAR_BEGINS);
			return i > 0 && letter && !script_is_spaceless(class->script) ? at : 0;
		}
		at += width;
	}
	return 0;
}

/* Is this one of the words that lose a vowel: d, l, dell …? */
static bool is_elision(const struct cutter *c, const struct word *w)
{
	return frequent_word(str_slice(c->reader.src, w->start, w->end)) & WORD_ELISION;
}

/* Does the apostrophe at w->end, `behind` it something of a word, set that off? */
static bool sets_off(const struct cutter *c, const struct word *w, size_t behind)
{
	unsigned lang = c->reader.lang_flags;
	size_t width;
	uint32_t next = cutter_peek(c, behind, &width);
	bool possessive = next == 's' || next == 'S';

	if (possessive && w->letters >= 2) {
		uint32_t after = peek(c, behind + width);
		if (!begins_word(after) && !text_is_apostrophe(after) && !(text_class_of(after)->flags & CHAR_MARK))
			return true;
	}
	if ((lang & LANG_SUFFIXES) && (w->flags & TOKEN_CAPITAL) && w->letters >= 2)
		return true;
	if (w->uppers == 0 && (lang & (LANG_ELIDES | LANG_UNKNOWN)))
		return is_elision(c, w);
	return (lang & LANG_ELIDES) && w->end - w->start == 1 && w->letter[0].codepoint == 'l';
}

/* The word is over: notes what joins it to the next one. */
static void finish(struct cutter *c, struct word *w)
{
	size_t width;
	uint32_t behind = cutter_peek(c, w->end, &width);

	if (w->letters >= 2 && w->uppers == w->letters)
		w->flags |= TOKEN_ALL_UPPER;
	if (behind == '.')
		w->flags |= TOKEN_DOT;
	if (is_hyphen(behind) && begins_word(peek(c, w->end + width)))
		c->at = w->end + width;
}

static enum text_script script_of_last(const struct word *w)
{
	return w->letter[w->len ? w->len - 1 : 0].script;
}

enum part { PART_LETTER, PART_DROPPED, PART_BROKEN, PART_END, PART_SPLIT };

/* What the code point at `at` is to the word before it; `*next` becomes the offset behind it. */
static enum part judge(const struct cutter *c, const struct word *w, uint32_t codepoint, const struct text_class *class,
                       size_t at, size_t *next)
{
	enum text_script last = script_of_last(w);
	uint32_t behind;
	bool more;

	if (class->flags & CHAR_BEGINS)
		return group_of(class->script) == group_of(last) ? PART_LETTER : PART_END;
	if (codepoint == SOFT_BREAK && last == SCRIPT_ARABIC)
		return PART_SPLIT;
	if (class->flags & CHAR_IGNORABLE)
		return PART_DROPPED;
	if (is_broken(codepoint)) {
		size_t letter = w->letters ? behind_broken(c, at) : 0;
		*next = letter ? letter : *next;
		return letter ? PART_BROKEN : PART_END;
	}
	behind = peek(c, *next);
	more = begins_word(behind) && group_of(text_class_of(behind)->script) == group_of(last);
	if (text_is_apostrophe(codepoint)) {
		if (!more)
			return class->flags & CHAR_LETTER ? PART_DROPPED : PART_END;
		return at == w->end && sets_off(c, w, *next) ? PART_SPLIT : PART_DROPPED;
	}
	if ((codepoint == 0xB7 && last == SCRIPT_LATIN) ||
	    (last == SCRIPT_HEBREW && (codepoint == '"' || codepoint == 0x5F3 || codepoint == 0x5F4)))
		return more ? PART_DROPPED : PART_END;
	if (class->flags & CHAR_MARK)
		return PART_LETTER;
	return PART_END;
}

void word_read(struct cutter *c, struct word *w)
{
	size_t width, next;
	uint32_t codepoint = cutter_peek(c, c->at, &width);
	const struct text_class *class = text_class_of(codepoint);
	unsigned joined = 0;

	w->len = w->letters = w->uppers = 0;
	w->flags = 0;
	w->start = c->at;
	/* the first one may fold to nothing; its script counts all the same */
	w->letter[0] = (struct letter){.script = class->script};
	add_letter(w, codepoint, class, c->at, width);
	for (c->at += width;; c->at = next) {
		codepoint = cutter_peek(c, c->at, &width);
		class = text_class_of(codepoint);
		next = c->at + width;
		enum part part = width ? judge(c, w, codepoint, class, c->at, &next) : PART_END;
		if (part == PART_LETTER)
			add_letter(w, codepoint, class, c->at, width);
		else if (part == PART_BROKEN) {
			push(w, '?', text_class_of('?'), c->at, (uint8_t)script_of_last(w));
			w->flags |= TOKEN_BROKEN;
		} else if (part == PART_DROPPED) {
			if (cutter_respells(c) && text_is_apostrophe(codepoint) && script_of_last(w) == SCRIPT_LATIN)
				push(w, '\'', text_class_of('\''), c->at, SCRIPT_LATIN);
		} else {
			joined = part == PART_SPLIT ? (codepoint == SOFT_BREAK ? TOKEN_HYPHEN : TOKEN_APOSTROPHE) : 0;
			break;
		}
	}
	if (joined)
		c->at = next;
	size_t at = c->at;
	finish(c, w);
	if (c->at != at || joined == 0)
		joined = c->at != at ? TOKEN_HYPHEN : 0;
	w->flags |= c->joined;
	c->joined = joined;
}

/* ---- acronyms ---------------------------------------------------------------------------------------- */

static bool is_acronym_pair(const struct word *w)
{
	static const char pairs[][2] = {{'u', 's'}, {'u', 'n'}, {'u', 'k'}, {'e', 'u'}};

	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		if (w->letter[0].codepoint == (unsigned char)pairs[i][0] &&
		    w->letter[1].codepoint == (unsigned char)pairs[i][1])
			return w->uppers == 2;
	return false;
}

bool acronym_read(struct cutter *c, struct word *w)
{
	size_t at = c->at, width, next_width, units = 0;

	cutter_peek(c, at, &width);
	if (at < c->no_acronym || cutter_peek(c, at + width, &next_width) != '.')
		return false;
	w->len = w->letters = w->uppers = 0;
	w->flags = 0;
	w->start = c->at;
	for (;; units++) {
		uint32_t letter = cutter_peek(c, at, &width);
		const struct text_class *class = text_class_of(letter);
		if (!(class->flags & CHAR_BEGINS) || !(class->flags & CHAR_LETTER) ||
		    script_is_spaceless(class->script))
			break;
		uint32_t behind = cutter_peek(c, at + width, &next_width);
		if (behind != '.') {
			if (begins_word(behind) || text_is_apostrophe(behind) ||
			    (text_class_of(behind)->flags & CHAR_MARK)) {
				c->no_acronym = at; /* a word with initials in front */
				return false;
			}
			add_letter(w, letter, class, at, width);
			units++;
			break;
		}
		add_letter(w, letter, class, at, width);
		at += width + next_width;
	}
	if (units < 2 || (units == 2 && !is_acronym_pair(w)))
		return false;
	c->at = w->end;
	finish(c, w);
	w->flags |= c->joined;
	c->joined = c->at != w->end ? TOKEN_HYPHEN : 0;
	return true;
}
