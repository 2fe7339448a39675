/* Adjectives that Slavic languages make of places: Муромский завод is the plant of Murom, Stocznia Gdańska the shipyard
 * of Gdańsk. Where the place is known the adjective is that place. In Cyrillic any other is its stem in the alternative
 * reading; the usual one keeps the word, for lists that spell it in Latin letters as it is. */
#include "names/parse.h"

enum { STEM_MIN = 3, STEM_UNKNOWN_MIN = 4, ENDING_MAX = 4 };

static bool is_ending(str s)
{
	static const char *const endings[] = {
	    "y",  "i",  "a",  "o",  "e",   "iy",  "yy",  "ij",  "yj",  "yi",  "ii",  "oy",  "oi",  "oj",  "oe",
	    "ie", "ih", "yh", "im", "aya", "aia", "aja", "oye", "oie", "oje", "iye", "ogo", "oho", "ikh",
	};

	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		if (str_is(s, endings[i]))
			return true;
	return false;
}

/* Where the sk of the suffix begins, 0 when the word is no such adjective. */
static size_t stem_length(str word)
{
	for (size_t ending = 1; ending <= ENDING_MAX && word.len >= STEM_MIN + 2 + ending; ending++) {
		size_t stem = word.len - ending - 2;
		if (word.ptr[stem] == 's' && word.ptr[stem + 1] == 'k')
			return is_ending(str_slice(word, stem + 2, word.len)) ? stem : 0;
	}
	return 0;
}

static const struct knowledge_word *find_place(str word)
{
	const struct knowledge_word *w = word.len ? knowledge_find(word) : NULL;

	return w && class_kind(w->org_class) == CLASS_PLACE ? w : NULL;
}

/* Murom, Izhevsk, Tula: the place as it is, with the sk of its own, with the vowel that the suffix takes. */
static bool put_place(struct parser *p, struct piece *piece, size_t stem)
{
	const str names[] = {
	    str_slice(piece->text, 0, stem),
	    str_slice(piece->text, 0, stem + 2),
	    parse_keep(p, str_slice(piece->text, 0, stem), STR("a")),
	};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const struct knowledge_word *w = find_place(names[i]);
		if (!w)
			continue;
		piece->word = w;
		piece->class = w->org_class;
		return true;
	}
	return false;
}

void parse_place_adjective(struct parser *p, size_t at)
{
	struct piece *piece = &p->piece[at];
	size_t stem = piece->part == PART_PLAIN && piece->class == 0 ? stem_length(piece->text) : 0;

	if (stem == 0 || put_place(p, piece, stem))
		return;
	bool place = stem >= STEM_UNKNOWN_MIN && !str_ends(str_slice(piece->text, 0, stem), STR("che")); /* -ческий */
	if (place && piece->script == SCRIPT_CYRILLIC && p->reading == READING_ALTERNATIVE && !parse_is_word(piece)) {
		piece->text.len = stem;
		piece->seen = false;
	}
}
