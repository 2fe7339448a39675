/* Words that many organisations share, as lines of a fixed length and hurried hands write them: the last one cut off,
 * KOREA MINING DEVELOPMENT TRADING CORPOR; all of them as one, UNITEDSHIPBUILDINGCORPORATION. */
#include "names/parse.h"

enum {
	LINE_PIECES = 3,    /* words of it, at least */
	LAST_MIN = 6,       /* letters of what is left of that word */
	TOGETHER_MIN = 14,  /* letters of a word that may be several, the last a legal form */
	TOGETHER_LONG = 20, /* … whatever the last is: Investkapitalbank is a name */
	TOGETHER_MAX = 48,
	WORD_MIN = 3, /* letters of one of these */
	WORD_MAX = 20,
	WORDS_MAX = 6
};

/* ---- cut off ------------------------------------------------------------------------------------------------ */

enum {
	LINE_MIN = 34, /* bytes of a name that fills a line: that of a payment has 35 */
	LINE_MAX = 40  /* … of another form some more */
};

bool parse_fills_line(const struct parser *p)
{
	if (p->name.len < LINE_MIN || p->name.len > LINE_MAX || p->piece[p->count - 1].end != p->name.len)
		return false;
	for (size_t i = 0; i < p->count; i++)
		if (!(p->piece[i].flags & (TOKEN_ALL_UPPER | TOKEN_DIGITS)) && p->piece[i].text.len > 1)
			return false;
	return true;
}

static const struct knowledge_word *common_word(uint32_t i)
{
	return &knowledge_words[knowledge_common[i]];
}

/* The first legal form or generic word that begins so, or behind which it would stand. */
static uint32_t first_common(str text)
{
	uint32_t low = 0, high = knowledge_common_count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (str_compare(knowledge_text(common_word(middle)->text), text) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The word that begins so; NULL if there is none, or there are words of two classes. */
static const struct knowledge_word *complete(str text)
{
	uint32_t first = first_common(text);
	const struct knowledge_word *found = NULL;

	for (uint32_t i = first; i < knowledge_common_count; i++) {
		const struct knowledge_word *w = common_word(i);
		if (!str_starts(knowledge_text(w->text), text))
			break;
		if (found && (w->org_class != found->org_class || w->org_part != found->org_part))
			return NULL;
		found = found ? found : w;
	}
	return found;
}

static void complete_last(struct parser *p)
{
	struct piece *last = &p->piece[p->count - 1];

	if (p->count < LINE_PIECES || parse_is_word(last) || last->text.len < LAST_MIN ||
	    last->script != SCRIPT_LATIN || !parse_fills_line(p))
		return;
	const struct knowledge_word *w = complete(last->text);
	if (!w)
		return;
	last->text = knowledge_text(w->text);
	last->word = w;
	last->seen = false;
}

/* ---- written as one ------------------------------------------------------------------------------------------- */

static bool is_shared(const struct knowledge_word *w)
{
	return w->flags & WORD_ROW && (w->org_class || w->org_part == PART_STOP);
}

/* Cuts a text into `most` such words or fewer; how many letters each has goes to `len`. Their number; 0 if that cannot
 * be done. */
static size_t cover(str text, size_t *len, size_t most)
{
	size_t longest = text.len < WORD_MAX ? text.len : WORD_MAX;

	for (size_t n = most ? longest : 0; n >= WORD_MIN; n--) {
		const struct knowledge_word *w = knowledge_find((str){text.ptr, n});
		if (!w || !is_shared(w))
			continue;
		len[0] = n;
		if (n == text.len)
			return 1;
		size_t rest = cover(str_slice(text, n, text.len), len + 1, most - 1);
		if (rest)
			return rest + 1;
	}
	return 0;
}

static bool ends_in_legal(str text, size_t len)
{
	return knowledge_find(str_slice(text, text.len - len, text.len))->org_part == PART_LEGAL;
}

static void cut_together(struct parser *p, size_t at)
{
	const struct piece *piece = &p->piece[at];
	size_t len[WORDS_MAX];

	if (piece->word || piece->text.len < TOGETHER_MIN || piece->text.len > TOGETHER_MAX ||
	    piece->script != SCRIPT_LATIN)
		return;
	size_t n = cover(piece->text, len, WORDS_MAX);
	if (n < 2 || p->count + n > PIECES_MAX)
		return;
	if (piece->text.len < TOGETHER_LONG && !ends_in_legal(piece->text, len[n - 1]))
		return;
	for (size_t i = 0; i + 1 < n; i++)
		parse_split(p, at + i, len[i]);
}

void parse_shared(struct parser *p)
{
	complete_last(p);
	for (size_t i = 0; i < p->count; i++)
		cut_together(p, i);
}
