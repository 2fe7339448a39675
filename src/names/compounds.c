/* Compounds in names of persons that are written apart become one word (Abd al-Rahman, Nur al-Din), what is shortened
 * is written out (Ma., G/Medhin), and articles and particles written to a name are cut off (Elbashir, Vandermeer). */
#include "names/arabic.h"
#include "names/parse.h"

/* Abd la-Aziz, Abdul la Aziz. */
static bool is_article_exchanged(const struct parser *p, size_t at)
{
	return str_is(p->piece[at].text, "la");
}

/* Abd al-Laziz, عبد اللعزيز: an l too many, behind which a known name is. */
static str without_second_l(struct parser *p, str rest)
{
	str whole = parse_keep(p, STR("abdul"), rest);

	if (rest.len < 4 || rest.ptr[0] != 'l' || whole.len == 0 || knowledge_find(whole))
		return rest;
	str shorter = str_slice(rest, 1, rest.len);
	return knowledge_find(parse_keep(p, STR("abdul"), shorter)) ? shorter : rest;
}

/* Abd (al) X at `at`. */
static void join_servant(struct parser *p, size_t at)
{
	size_t next = at + 1;

	if (next + 1 < p->count && (piece_is_article(&p->piece[next]) || is_article_exchanged(p, next)))
		next++;
	if (next >= p->count || piece_is_child_of(&p->piece[next]) || p->piece[next].text.len < 3)
		return;
	str rest = arabic_is_god(p->piece[next].text) ? STR("lah") : without_second_l(p, p->piece[next].text);
	parse_merge(p, at, next - at + 1, parse_keep(p, STR("abdul"), rest));
}

/* Ubd al-Rahman, bAd al-Basir: in front of an article, a slip in three letters is one. */
static bool is_servant(const struct parser *p, size_t at)
{
	str text = p->piece[at].text;
	bool slip = text.len == 3 && (str_is(text, "bad") || str_is(text, "adb") || str_ends(text, STR("bd")));

	return arabic_is_servant(text) || (slip && at + 1 < p->count && piece_is_article(&p->piece[at + 1]));
}

/* Karim, Abdul; Khalil Abdul; Aziz Salim Abd al: the servant that a name ends with belongs to the word that it begins
 * with. */
static void join_last_servant(struct parser *p)
{
	if (p->count > 2 && piece_is_article(&p->piece[p->count - 1]) && arabic_is_servant(p->piece[p->count - 2].text))
		p->count--;
	size_t last = p->count - 1, first = p->count > 2 && piece_is_article(&p->piece[0]) ? 1 : 0;
	str text = p->count ? p->piece[first].text : STR("");

	if (p->count < 2 || first == last || !arabic_is_servant(p->piece[last].text) || text.len < 3 ||
	    arabic_is_servant(text))
		return;
	text = parse_keep(p, STR("abdul"), arabic_is_god(text) ? STR("lah") : text);
	if (first)
		parse_merge(p, 0, 2, text);
	else
		parse_merge(p, 0, 1, text);
	p->count--;
}

/* Dhu al-Fiqar, Zul Fiqar, ذو الفقار: whose is what follows, with its article or one that is written to it. It is one
 * word with that as names have it, Zulfiqar; without an article only where such a name is known. */
static bool join_owner(struct parser *p, size_t at)
{
	static const str owners[] = {STR("dhu"), STR("dhul"), STR("zu"), STR("zul"),
	                             STR("thu"), STR("thul"), STR("zol")};
	str text = p->piece[at].text;
	size_t next = at + 1;

	if (!parse_is_one_of(text.ptr[0], PARSE_LETTER('d') | PARSE_LETTER('t') | PARSE_LETTER('z')) ||
	    !PARSE_IS_AMONG(text, owners))
		return false;
	if (next + 1 < p->count && piece_is_article(&p->piece[next]))
		next++;
	if (next >= p->count || piece_is_child_of(&p->piece[next]) || p->piece[next].text.len < 3)
		return false;
	str whole = parse_keep(p, STR("zul"), p->piece[next].text);
	if (whole.len == 0 || (next == at + 1 && !knowledge_find(whole)))
		return false;
	parse_merge(p, at, next - at + 1, whole);
	return true;
}

/* X (al) din, X allah, the X at `at`. */
static void join_ending(struct parser *p, size_t at)
{
	str next = at + 1 < p->count ? p->piece[at + 1].text : STR("");
	str stem = p->piece[at].text;

	if (stem.len < 2 || piece_is_article(&p->piece[at]) || piece_is_child_of(&p->piece[at]))
		return;
	if (arabic_is_article_and_faith(next))
		parse_merge(p, at, 2, parse_keep(p, stem, STR("uddin")));
	else if (arabic_is_god(next) && next.len > 3)
		parse_merge(p, at, 2, parse_keep(p, stem, STR("ullah")));
	else if (at + 2 < p->count && piece_is_article(&p->piece[at + 1]) && arabic_is_faith(p->piece[at + 2].text))
		parse_merge(p, at, 3, parse_keep(p, stem, STR("uddin")));
}

/* How many words in front are the ending of a compound, which is cut to "uddin" or "ullah": Uddin Ahmed, Ullah Khair,
 * al-Din Shams; DIN, Mustafa Badr al. 0 if the name begins with none; Eldin is a name of its own. */
static size_t ending_in_front(const struct parser *p, str *ending)
{
	str first = p->piece[0].text;
	bool article = p->count > 2 && piece_is_article(&p->piece[p->count - 1]);

	*ending = STR("uddin");
	if (p->count < 2 || p->piece[0].flags & TOKEN_DOT)
		return 0;
	if ((arabic_is_article_and_faith(first) && first.ptr[1] == 'd') || (article && arabic_is_faith(first)))
		return 1;
	if (p->count > 2 && piece_is_article(&p->piece[0]) && arabic_is_faith(p->piece[1].text))
		return 2;
	*ending = STR("ullah");
	return str_is(first, "ullah") || str_is(first, "ollah") ? 1 : 0;
}

/* … and belongs to the word that the name ends with. */
static void join_ending_in_front(struct parser *p)
{
	str ending;
	size_t n = ending_in_front(p, &ending);

	size_t count = n ? p->count - piece_is_article(&p->piece[p->count - 1]) : 0;
	if (count <= n)
		return;
	struct piece *last = &p->piece[count - 1];
	if (last->text.len < 2 || piece_is_child_of(last))
		return;
	p->count = count;
	if (count == n + 1)
		last->start = p->piece[0].start; /* nothing stands between them */
	parse_merge(p, p->count - 1, 1, parse_keep(p, last->text, ending));
	parse_drop(p, 0, n);
}

static void spell_compound(struct parser *p, struct piece *piece)
{
	char text[TOKEN_MAX];
	size_t n = arabic_compound(piece->text, text, sizeof text);

	if (n) {
		str kept = parse_keep(p, (str){text, n}, STR(""));
		piece->text = kept.len ? kept : piece->text;
		piece->word = knowledge_find(piece->text);
	}
}

enum { BEHIND_ARTICLE = 5 /* letters of a name that its article is written to, at least */ };

/* Elbashir, Almasri: a known name that the article may be written to, in a word that is not known itself. Alqahatni,
 * misspelt, is not known without it, so that the word as it is has to stand, too. */
static void cut_articles(struct parser *p)
{
	for (size_t i = 0; i < p->count; i++) {
		struct piece *piece = &p->piece[i];
		str text = piece->text;
		if (piece->word || text.len < BEHIND_ARTICLE + 2 || text.ptr[1] != 'l' ||
		    (text.ptr[0] != 'a' && text.ptr[0] != 'e') || p->count == PIECES_MAX)
			continue;
		const struct knowledge_word *w = knowledge_find(str_slice(text, 2, text.len));
		if (!w || (w->given == 0 && w->family == 0))
			continue;
		p->otherwise = true;
		if (p->other)
			parse_split(p, i, 2);
	}
}

enum { BEHIND_PARTICLES = 4 /* letters of a name that its particles are written to, at least */ };

/* Vandenbroecke, Vandermeer: particles of the Low Countries written to a name. How many letters they have. */
static size_t low_particles(str text)
{
	size_t len = str_starts(text, STR("vanden")) || str_starts(text, STR("vander")) ? 6 : 0;

	return len && text.len >= len + BEHIND_PARTICLES ? len : 0;
}

static void cut_particles(struct parser *p)
{
	for (size_t i = 0; i < p->count; i++) {
		const struct piece *whole = &p->piece[i];
		size_t len = low_particles(whole->text);
		if (!len || (whole->word && whole->word->given) || p->count + 2 > PIECES_MAX)
			continue;
		parse_split(p, i, len);
		parse_split(p, i, STR("van").len);
	}
}

/* What is shortened so; empty when nothing is. */
static str name_shortened(str text, char sign)
{
	for (uint32_t i = 0; i < knowledge_short_count; i++) {
		const struct knowledge_short *s = &knowledge_shorts[i];
		if (s->sign == sign && str_equal(knowledge_text(s->text), text))
			return knowledge_text(s->name);
	}
	return STR("");
}

enum { BEHIND_SLASH = 3 /* letters; a wife is w/o */ };

/* Ma. Guadalupe, G/Medhin; a full stop may end a name. */
static void write_out(struct parser *p)
{
	for (size_t i = 0; i + 1 < p->count; i++) {
		struct piece *one = &p->piece[i], *next = one + 1;
		bool slash = one->text.len == 1 && next->start == one->end + 1 && p->name.ptr[one->end] == '/' &&
		             next->text.len >= BEHIND_SLASH;
		if (!slash && !(one->flags & TOKEN_DOT && one->text.len > 1))
			continue;
		str name = name_shortened(one->text, slash ? '/' : '.');
		if (name.len)
			parse_merge(p, i, slash ? 2 : 1, parse_keep(p, name, slash ? next->text : STR("")));
	}
}

void parse_compounds(struct parser *p)
{
	write_out(p);
	join_last_servant(p);
	join_ending_in_front(p);
	cut_articles(p);
	cut_particles(p);
	for (size_t i = 0; i < p->count; i++) {
		if (piece_is_simple(&p->piece[i]) && (i + 1 == p->count || piece_is_simple(&p->piece[i + 1])))
			continue;
		if (is_servant(p, i))
			join_servant(p, i);
		else if (!join_owner(p, i))
			join_ending(p, i);
		spell_compound(p, &p->piece[i]);
	}
}
