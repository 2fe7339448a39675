/* Words of a person's name that another language spells in another way, by what they end or begin with: fathers' names
 * (Serikuly, Ramiz oglu, Asanbek uulu, Battulgyn), family names (Saifullozoda, Benmokhtar), what is written to a given
 * name (Jigneshkumar). What comes of it is another form of the name; it is found while that is read. */
#include "names/parse.h"

enum {
	STEM_LEAST = 4,  /* letters of a name that an ending is written to */
	JOINED_LEAST = 8 /* letters of a known name that is written with a hyphen */
};

/* Takes an ending off the text; false when it does not end so, or too little is left. */
static bool take_off(str *text, str ending)
{
	if (text->len < ending.len + STEM_LEAST || !str_ends(*text, ending))
		return false;
	text->len -= ending.len;
	return true;
}

static bool take_off_one(str *text, const str *endings, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (take_off(text, endings[i]))
			return true;
	return false;
}

#define TAKE_OFF(text, endings) take_off_one(text, endings, sizeof(endings) / sizeof *(endings))

/* Is the name to be read so? It can be, and this is the time to. */
static bool is_read_otherwise(struct parser *p)
{
	p->otherwise = true;
	return p->other;
}

/* The stem with the first ending behind a consonant, the second behind a vowel. */
static str with_ending(struct parser *p, str stem, const str ending[2])
{
	return parse_keep(p, stem, ending[parse_is_vowel(stem.ptr[stem.len - 1])]);
}

/* ---- fathers ---------------------------------------------------------------------------------------------- */

static const str sons[] = {STR("uly"), STR("ugli"), STR("ogli"), STR("ogly")};
static const str sons_apart[] = {STR("oglu"), STR("oghlu"), STR("uulu"), STR("uly"),
                                 STR("ugli"), STR("ogli"),  STR("ogly")};
static const str daughters[] = {STR("kyzy"), STR("qizi"), STR("kizi"), STR("gyzy"), STR("gizi")};

/** How the child of somebody is called in Russian: behind a consonant, behind a vowel. */
struct child {
	str father[2], family[2];
};
static const struct child son = {{STR("ovich"), STR("evich")}, {STR("ov"), STR("ev")}};
static const struct child daughter = {{STR("ovna"), STR("evna")}, {STR("ova"), STR("eva")}};

/* Serikuly: Serikovich. In the beginning of a name it is a family name. */
static void read_child(struct parser *p, size_t at)
{
	str stem = p->piece[at].text;

	if (at == 0 || p->count < 3)
		return;
	const struct child *child = TAKE_OFF(&stem, sons) ? &son : TAKE_OFF(&stem, daughters) ? &daughter : NULL;
	if (child && is_read_otherwise(p))
		parse_merge(p, at, 1, with_ending(p, stem, child->father));
}

/* Tofig Ramiz oglu Hajiyev: Ramizovich; Talaibek Asanbek uulu: Asanbekov. */
static void read_child_apart(struct parser *p, size_t at)
{
	str stem = p->piece[at].text, behind = at + 1 < p->count ? p->piece[at + 1].text : STR("");

	if (at == 0 || stem.len < STEM_LEAST || behind.len == 0)
		return;
	const struct child *child = PARSE_IS_AMONG(behind, sons_apart)  ? &son
	                            : PARSE_IS_AMONG(behind, daughters) ? &daughter
	                                                                : NULL;
	if (child && is_read_otherwise(p))
		parse_merge(p, at, 2, with_ending(p, stem, p->count == 3 ? child->family : child->father));
}

/* Battulgyn Ganzorig, Tsakhiagiin Elbegdorj: in front of the name, the father's in the genitive of Mongolia. */
static void read_genitive(struct parser *p)
{
	static const str endings[] = {STR("giin"), STR("iin"), STR("yn")};
	struct piece *first = &p->piece[0];
	str stem = first->text;

	if (p->count != 2 || first->word || p->piece[1].text.len < 3 || !TAKE_OFF(&stem, endings) ||
	    !is_read_otherwise(p))
		return;
	parse_merge(p, 0, 1, stem);
	first->flags |= TOKEN_CHILD_OF;
}

/* ---- what is written to names ------------------------------------------------------------------------------- */

/* Saifullozoda, Saifulloev: as Tajiks are called since, and were before. */
static void read_descendant(struct parser *p, size_t at)
{
	str stem = p->piece[at].text;

	if (take_off(&stem, STR("zoda")) && is_read_otherwise(p))
		parse_merge(p, at, 1, with_ending(p, stem, son.family));
}

enum { SON_LETTERS = 3, BEHIND_SON = 5 /* letters of the father's name, at least */ };

/* Benmokhtar: bin Mukhtar. */
static void read_son(struct parser *p, size_t at)
{
	str text = p->piece[at].text;

	if (text.len < SON_LETTERS + BEHIND_SON || !(str_starts(text, STR("ben")) || str_starts(text, STR("bin"))))
		return;
	str father = str_slice(text, SON_LETTERS, text.len);
	const struct knowledge_word *w = knowledge_find(father);
	if (!w || !w->given || !is_read_otherwise(p) || p->count == PIECES_MAX)
		return;
	parse_split(p, at, SON_LETTERS);
	parse_merge(p, at, 1, STR("bin"));
}

/* Jigneshkumar: Jignesh Kumar; Dahyabhai: Dahya. */
static void read_honour(struct parser *p, size_t at)
{
	str stem = p->piece[at].text;

	if (take_off(&stem, STR("bhai"))) {
		if (is_read_otherwise(p))
			parse_merge(p, at, 1, stem);
	} else if (take_off(&stem, STR("kumar")) && is_read_otherwise(p) && p->count < PIECES_MAX) {
		parse_split(p, at, stem.len);
	}
}

/* Haile-Michael: a known name written with a hyphen. */
static void read_hyphened(struct parser *p, size_t at)
{
	if (at + 1 >= p->count || !(p->piece[at + 1].flags & TOKEN_HYPHEN))
		return;
	str first = p->piece[at].text, second = p->piece[at + 1].text;
	if (first.len + second.len < JOINED_LEAST)
		return;
	size_t used = p->used;
	str joined = parse_keep(p, first, second);
	const struct knowledge_word *w = joined.len ? knowledge_find(joined) : NULL;
	if (w && (w->given || w->family) && is_read_otherwise(p))
		parse_merge(p, at, 2, joined);
	else
		p->used = used;
}

enum { CUT_WORDS = 2 /* in front of what is cut, at least */ };

/* MR MUHAMMAD ABDUL REHMAN KHAN GHAZN: a name in capitals that fills the line of a message was cut where the line ends.
 * The last word is what another begins with. */
static void read_cut(struct parser *p)
{
	struct piece *last = p->count > CUT_WORDS ? &p->piece[p->count - 1] : NULL;

	if (last && !last->word && last->text.len > 1 && parse_fills_line(p) && is_read_otherwise(p))
		last->part = PART_INITIAL;
}

void parse_otherwise(struct parser *p)
{
	read_genitive(p);
	read_cut(p);
	for (size_t i = 0; i < p->count; i++) {
		if (p->piece[i].part != PART_PLAIN)
			continue;
		read_hyphened(p, i);
		read_child_apart(p, i);
		if (p->piece[i].word)
			continue;
		read_child(p, i);
		read_descendant(p, i);
		read_son(p, i);
		read_honour(p, i);
	}
}
