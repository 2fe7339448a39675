/* What is known of the pieces of a name, and how pieces merge. */
#include "names/arabic.h"
#include "names/parse.h"

str parse_keep(struct parser *p, str a, str b)
{
	size_t first = a.len > TOKEN_MAX ? TOKEN_MAX : a.len;
	size_t second = b.len > TOKEN_MAX - first ? TOKEN_MAX - first : b.len;
	char *at = p->scratch + p->used;

	if (first + second > SCRATCH_MAX - p->used)
		return (str){NULL, 0};
	str_put(at, (str){a.ptr, first});
	str_put(at + first, (str){b.ptr, second});
	p->used += first + second;
	return (str){at, first + second};
}

void parse_merge(struct parser *p, size_t at, size_t n, str text)
{
	struct piece *first = &p->piece[at];

	if (text.len == 0)
		text = first->text;
	first->text = text;
	for (size_t i = at + 1; i < at + n; i++) { /* not always in the order in which they are written */
		first->start = p->piece[i].start < first->start ? p->piece[i].start : first->start;
		first->end = p->piece[i].end > first->end ? p->piece[i].end : first->end;
	}
	first->flags = (uint16_t)((first->flags & ~TOKEN_DOT) | (p->piece[at + n - 1].flags & TOKEN_DOT));
	first->word = knowledge_find(text);
	first->seen = false;
	memmove(first + 1, first + n, (p->count - at - n) * sizeof *first);
	p->count -= n - 1;
}

void parse_split(struct parser *p, size_t at, size_t len)
{
	struct piece *piece = &p->piece[at];

	memmove(piece + 1, piece, (p->count - at) * sizeof *piece);
	p->count++;
	if (piece->end - piece->start == piece->text.len)
		piece[0].end = piece[1].start = piece->start + (uint32_t)len;
	piece[0].text.len = len;
	piece[1].text = str_slice(piece[1].text, len, piece[1].text.len);
	for (size_t i = 0; i < 2; i++) {
		piece[i].word = knowledge_find(piece[i].text);
		piece[i].seen = false;
	}
}

/* Single letters, each but the last with a full stop behind it, or joined by an apostrophe-like stroke. */
static size_t letters_at(const struct parser *p, size_t at)
{
	size_t n = 0;

	while (at + n < p->count && p->piece[at + n].text.len == 1 && !(p->piece[at + n].flags & TOKEN_DIGITS)) {
		n++;
		if (!(p->piece[at + n - 1].flags & TOKEN_DOT))
			break;
	}
	return n;
}

/* Société d'Assurances, Banca d'Investimento: an article in front of a word that many organisations share. */
static bool is_elision(const struct parser *p, size_t at)
{
	static const char *const articles[] = {"d", "l", "dell", "nell", "dall", "all"};
	const struct knowledge_word *w = knowledge_find(p->piece[at].text);

	if (p->kind == NAME_PERSON || !w || w->org_class == 0)
		return false;
	for (size_t i = 0; i < sizeof articles / sizeof *articles; i++)
		if (str_is(p->piece[at - 1].text, articles[i]))
			return true;
	return false;
}

/* Lord?s, ISIL?s Branch: an apostrophe that an encoding broke, behind a word that is known or, but in names of
 * persons, in front of another one; not in enturbann?s. */
static void cut_broken_possessives(struct parser *p)
{
	for (size_t i = 0; i < p->count; i++) {
		str text = p->piece[i].text;
		if (text.len <= 4 || !str_ends(text, STR("?s")))
			continue;
		bool owner = p->kind != NAME_PERSON && i + 1 < p->count;
		if (owner || knowledge_find(str_slice(text, 0, text.len - 2)))
			p->piece[i].text.len -= 2;
	}
}

/* Qa'ida, O'Brien, Int'l are one word; the s of a possessive says nothing. */
void parse_apostrophes(struct parser *p)
{
	if (p->marks & TOKEN_BROKEN)
		cut_broken_possessives(p);
	if (!(p->marks & TOKEN_APOSTROPHE))
		return;
	for (size_t i = 1; i < p->count; i++) {
		if (!(p->piece[i].flags & TOKEN_APOSTROPHE))
			continue;
		if (is_elision(p, i)) {
			p->piece[i - 1].part = PART_STOP;
			continue;
		}
		bool possessive = str_is(p->piece[i].text, "s") && p->piece[i - 1].text.len > 2;
		str text = possessive ? p->piece[i - 1].text : parse_keep(p, p->piece[i - 1].text, p->piece[i].text);
		parse_merge(p, i - 1, 2, text);
		i--;
	}
}

void parse_letters(struct parser *p)
{
	if (!(p->marks & TOKEN_DOT))
		return;
	for (size_t i = 0; i < p->count; i++) {
		size_t n = letters_at(p, i);
		str text = p->piece[i].text;
		if (n < 2)
			continue;
		for (size_t j = 1; j < n; j++)
			text = parse_keep(p, text, p->piece[i + j].text);
		parse_merge(p, i, n, text);
		p->piece[i].flags |= TOKEN_ALL_UPPER;
	}
}

/* Ch?oe: a Korean family name whose apostrophe or accent an encoding broke. */
static void mend_family(struct parser *p, struct piece *piece)
{
	char text[TOKEN_MAX];
	size_t n = 0;

	if (piece->word || !memchr(piece->text.ptr, '?', piece->text.len))
		return;
	for (size_t i = 0; i < piece->text.len; i++)
		if (piece->text.ptr[i] != '?')
			text[n++] = piece->text.ptr[i];
	const struct knowledge_word *found = n ? knowledge_find((str){text, n}) : NULL;
	str kept = found && found->flags & WORD_EASTERN ? parse_keep(p, (str){text, n}, STR("")) : STR("");
	if (kept.len) {
		piece->text = kept;
		piece->word = found;
	}
}

void parse_lookup(struct parser *p)
{
	for (size_t i = 0; i < p->count; i++) {
		p->piece[i].word = knowledge_find(p->piece[i].text);
		if (p->marks & TOKEN_BROKEN)
			mend_family(p, &p->piece[i]);
		if (!p->piece[i].word && p->piece[i].script == SCRIPT_LATIN)
			parse_misread(p, &p->piece[i]);
	}
}

static bool has_flag(const struct piece *piece, unsigned flag)
{
	return piece->word && piece->word->flags & flag;
}

const struct knowledge_word *parse_sequence_from(const struct parser *p, size_t at, bool person, size_t *n)
{
	char text[SEQUENCE_MAX * (TOKEN_MAX + 1)];
	size_t len = 0;
	const struct knowledge_word *found = NULL;

	*n = 0;
	for (size_t i = 0; i < SEQUENCE_MAX && at + i < p->count; i++) {
		str next = p->piece[at + i].text;
		if (i && !has_flag(&p->piece[at + i], WORD_WITHIN))
			break; /* no sequence has it behind its first word */
		if (i)
			text[len++] = ' ';
		str_put(text + len, next);
		len += next.len;
		const struct knowledge_word *w = i ? knowledge_find((str){text, len}) : NULL;
		if (at + i + 1 < p->count && p->piece[at + i + 1].flags & TOKEN_HYPHEN)
			continue; /* a phrase does not end inside a word */
		if (w && (person ? w->person_part != PART_PLAIN : w->org_part != PART_PLAIN || w->org_class != 0)) {
			found = w;
			*n = i + 1;
		}
	}
	return found;
}

enum { GUESS_MIN = 4 }; /* shorter generic words are syllables of names, too: jun, dang, to */

/* An organisation has a legal form or a generic word that is no name of persons. */
enum name_kind parse_guess_kind(const struct parser *p)
{
	for (size_t i = 0; i < p->count; i++) {
		const struct knowledge_word *w = p->piece[i].word;
		size_t n;
		if (p->piece[i].flags & TOKEN_DIGITS && p->piece[i].script == SCRIPT_COMMON)
			return NAME_ORGANIZATION;
		if (p->piece[i].part == PART_LEGAL || p->piece[i].part == PART_GENERIC)
			return NAME_ORGANIZATION;
		if (parse_sequence(p, i, false, &n))
			return NAME_ORGANIZATION;
		if (parse_hyphened_syllable(p, i))
			continue;
		if (!w || w->given || w->family || w->person_part != PART_PLAIN || w->flags & WORD_LOOSE)
			continue;
		if (w->org_part == PART_LEGAL ||
		    (w->org_part == PART_STOP && !w->org_class && str_is(p->piece[i].text, "the")))
			return NAME_ORGANIZATION;
		if (w->org_class && class_kind(w->org_class) != CLASS_OWN && p->piece[i].text.len >= GUESS_MIN)
			return NAME_ORGANIZATION;
	}
	return NAME_PERSON;
}
