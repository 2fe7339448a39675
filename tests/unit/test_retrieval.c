/* Retrieval of keys: near keys share signatures and are recognised, and distances by profile are those by definition of
 * the table; on random words and on words made of what is special. */
#include "name_makers.h"
#include "names/score.h"
#include "tests/prop/keys_meet.h"

#include <stdio.h>

enum { TRIALS = 20000 };

/* Sounds that pass for others, that cost least, that stand for many. */
static const char *const parts[] = {"g",  "kh", "ch", "w",  "j",  "?", "v",  "s",  "z",     "sh",    "x", "k", "h",
                                    "a",  "e",  "o",  "u",  "m",  "n", "l",  "r",  "t",     "d",     "b", "p", "f",
                                    "ya", "dj", "ou", "ph", "hs", "1", "42", "5x", "abdul", "uddin", "i", "zh"};
enum { PARTS = sizeof parts / sizeof *parts };

static void put_part(struct maker *m, size_t at)
{
	const char *part = parts[below(m, PARTS)];
	size_t len = strlen(part);

	if (m->len + len + 1 >= sizeof m->text || at > m->len)
		return;
	memmove(m->text + at + len, m->text + at, m->len - at);
	memcpy(m->text + at, part, len);
	m->len += len;
}

static void drop(struct maker *m, size_t at)
{
	if (m->len < 2 || at >= m->len)
		return;
	memmove(m->text + at, m->text + at + 1, m->len - at - 1);
	m->len--;
}

static void edit(struct maker *m)
{
	size_t at = below(m, (uint32_t)m->len);
	uint32_t how = below(m, 4);

	if (how == 0)
		put_part(m, at);
	else if (how == 1)
		drop(m, at);
	else if (how == 2 && at + 1 < m->len) {
		char c = m->text[at];
		m->text[at] = m->text[at + 1];
		m->text[at + 1] = c;
	} else {
		drop(m, at);
		put_part(m, at);
	}
}

/* A word and one made of it by a few edits. */
static void make_words(struct maker *m, char word[64], size_t *len)
{
	m->len = 0;
	for (uint32_t n = 1 + below(m, 10); n > 0; n--)
		put_part(m, m->len);
	*len = m->len < 40 ? m->len : 40;
	memcpy(word, m->text, *len);
	m->len = *len;
	for (uint32_t n = below(m, 4); n > 0; n--)
		edit(m);
	if (m->len > 60)
		m->len = 60;
}

static void near_keys_are_found(void **state)
{
	struct maker m = {.state = 5};
	unsigned near[2][2] = {0}, abjad = 0, far = 0;

	(void)state;
	for (unsigned i = 0; i < 20 * TRIALS; i++) {
		char word[64];
		size_t len;
		make_words(&m, word, &len);
		struct name_key a = {.text = {word, len}, .kind = below(&m, 8) == 0 ? KEY_JOINED : KEY_TOKEN};
		struct name_key b = {.text = made(&m), .kind = below(&m, 8) == 0 ? KEY_JOINED : KEY_TOKEN};
		a.abjad = below(&m, 4) == 0;
		b.abjad = below(&m, 4) == 0;
		bool is_near = name_keys_near(&a, &b);
		assert_int_equal(name_keys_near(&b, &a), is_near);
		if (a.kind == KEY_JOINED && b.kind == KEY_JOINED) {
			assert_false(is_near);
			continue;
		}
		far += !is_near;
		if (!is_near)
			continue;
		near[a.kind][b.kind]++;
		abjad += a.abjad != b.abjad;
		if (!key_is_found(&a, &b) || !key_is_found(&b, &a))
			fail_msg("%.*s and %.*s are near, but not found (%d %d)", STR_ARG(a.text), STR_ARG(b.text),
			         a.kind, b.kind);
	}
	assert_true(near[0][0] > TRIALS && near[0][1] > TRIALS / 10 && near[1][0] > TRIALS / 10);
	assert_true(abjad > TRIALS / 10 && far > TRIALS);
}

/* What words count is no more than retrieval takes them to count. */
static void agreement_is_bounded(void **state)
{
	struct maker m = {.state = 17};
	unsigned partly = 0;

	(void)state;
	for (unsigned i = 0; i < 10 * TRIALS; i++) {
		char word[64];
		size_t len;
		struct ready x, y;
		make_words(&m, word, &len);
		const struct name_key a = {.text = {word, len}, .abjad = below(&m, 4) == 0};
		const struct name_key b = {.text = made(&m), .abjad = below(&m, 4) == 0};
		ready_make(a.text, 0, &x);
		ready_make(b.text, 0, &y);
		float agreement = score_agreement(ready_compare(&x, &y, a.abjad != b.abjad).similarity);
		uint8_t most = key_is_found(&a, &b);
		if (agreement > 0 && agreement * AGREE_FULL > most)
			fail_msg("%.*s and %.*s count %f, not %u", STR_ARG(a.text), STR_ARG(b.text), (double)agreement,
			         most);
		partly += agreement > 0 && most < AGREE_FULL;
	}
	assert_true(partly > TRIALS / 2);
}

/* That what is recognised is near, too: else retrieval would only be slow. */
static void hardly_others_are_found(void **state)
{
	struct maker m = {.state = 9};
	unsigned found = 0, wrongly = 0;

	(void)state;
	for (unsigned i = 0; i < 2 * TRIALS; i++) {
		char word[64];
		size_t len;
		make_words(&m, word, &len);
		const struct name_key a = {.text = {word, len}}, b = {.text = made(&m)};
		bool is_found = key_is_found(&a, &b);
		found += is_found;
		wrongly += is_found && !name_keys_near(&a, &b);
	}
	assert_true(found > TRIALS / 10);
	assert_in_range(wrongly, 0, found / 100);
}

static void classes_make_keys_near(void **state)
{
	const struct name_key bob = {.text = STR("bob"), .class = 7}, robert = {.text = STR("robert"), .class = 7};
	const struct name_key other = {.text = STR("robert"), .class = 8}, plain = {.text = STR("bob")};

	(void)state;
	assert_true(name_keys_near(&bob, &robert));
	assert_false(name_keys_near(&bob, &other));
	assert_false(name_keys_near(&robert, &plain));
}

static void initials_are_near_what_equals_them(void **state)
{
	const struct name_key initials = {.text = STR("irgc"), .kind = KEY_INITIALS};
	const struct name_key token = {.text = STR("irgc")}, similar = {.text = STR("irgk")};
	const struct name_key joined = {.text = STR("irgc"), .kind = KEY_JOINED};

	(void)state;
	assert_true(name_keys_near(&initials, &token) && name_keys_near(&token, &initials));
	assert_false(name_keys_near(&initials, &similar));
	assert_false(name_keys_near(&initials, &initials) || name_keys_near(&initials, &joined));
	assert_true(key_is_found(&token, &initials));
}

/* Words of sounds that pass for others have more signatures than there is room for. */
static void too_many_signatures_are_none(void **state)
{
	uint64_t out[SIGNATURES_MAX];
	const str many = STR("majnajrajlajtajsajkajpajmajnajrajlajtajsajkajpajmajnajrajlajt");

	(void)state;
	assert_int_equal(name_signatures(many, SIGNATURE_LISTED, out), 0);
	assert_in_range(name_signatures(STR("majn"), SIGNATURE_LISTED, out), 1, SIGNATURES_MAX);
	assert_int_equal(name_signatures(STR("a"), SIGNATURE_JOINED, out), 1);
	assert_true(name_signature_of_any(SIGNATURE_LISTED) != name_signature_of_any(SIGNATURE_JOINED));
}

/* Each signature once; one family does not hold what another does. */
static void signatures_are_distinct(void **state)
{
	struct maker m = {.state = 13};

	(void)state;
	for (unsigned i = 0; i < TRIALS / 10; i++) {
		static uint64_t out[2][SIGNATURES_MAX];
		char word[64];
		size_t len;
		make_words(&m, word, &len);
		const struct name_key key = {.text = {word, len}};
		size_t n = signatures_of(&key, SIGNATURE_ASKED, out[0]),
		       k = signatures_of(&key, SIGNATURE_JOINED, out[1]);
		for (size_t a = 0; a < n; a++)
			for (size_t b = 0; b < a; b++)
				assert_true(out[0][a] != out[0][b]);
		for (size_t a = 0; a < n; a++)
			for (size_t b = 0; b < k; b++)
				assert_true(out[0][a] != out[1][b]);
	}
}

/* A token and two joined of one outline: all that are close meet, and of the others many do not. */
static void fingerprints_tell_apart(void **state)
{
	struct maker m = {.state = 37};
	unsigned close = 0, far = 0, stopped = 0;

	(void)state;
	for (unsigned i = 0; i < 40 * TRIALS; i++) {
		uint64_t asked[SIGNATURES_MAX], listed[SIGNATURES_MAX];
		char word[64];
		size_t len;
		make_words(&m, word, &len);
		const struct name_key token = {.text = {word, len}}, joined = {.text = made(&m), .kind = KEY_JOINED};
		if (name_signatures(token.text, SIGNATURE_ASKED_JOINED, asked) == 0 ||
		    name_signatures(joined.text, SIGNATURE_JOINED, listed) == 0 || asked[0] >> 16 != listed[0] >> 16)
			continue;
		bool meet = name_signatures_meet((uint16_t)asked[0], (uint16_t)listed[0]);
		bool near = name_keys_near(&token, &joined);
		if (near && !meet)
			fail_msg("%.*s and %.*s do not meet", STR_ARG(token.text), STR_ARG(joined.text));
		close += near;
		far += !near;
		stopped += !meet;
	}
	assert_true(close > TRIALS && far > TRIALS);
	assert_in_range(stopped, far / 3, far);
}

static void profiles_give_the_distance(void **state)
{
	struct maker m = {.state = 21};
	unsigned within = 0, beyond = 0;

	(void)state;
	for (unsigned i = 0; i < 2 * TRIALS; i++) {
		static struct sound_profile profile;
		struct sounds a, b;
		char word[64];
		size_t len;
		bool abjad = i % 2;
		make_words(&m, word, &len);
		sound_fold((str){word, len}, &a);
		sound_fold(made(&m), &b);
		if (a.len > PROFILE_SOUNDS_MAX)
			continue;
		sound_profile_make(&profile, a.sound, a.len, abjad);
		unsigned exact = sound_distance(&a, &b, abjad, 100000), limit = below(&m, PROFILE_LIMIT_MAX + 1);
		unsigned found = sound_profile_distance(&profile, b.sound, b.len, limit);
		memset(&profile, (int)i, sizeof profile);
		assert_int_equal(sound_profile_distance_once(&a, abjad, &b, limit), found);
		if (exact <= limit)
			assert_int_equal(found, exact);
		else
			assert_true(found > limit);
		within += exact <= limit;
		beyond += exact > limit;
	}
	assert_true(within > TRIALS / 4 && beyond > TRIALS / 4);
}

/* Of so many sounds more than the word, do others stand in such a block? */
static bool is_of_lengths(int more, enum band_lengths lengths, bool abjad)
{
	int most = abjad ? BAND_MORE_ABJAD : BAND_MORE_MAX;

	if (lengths == BAND_MIXED || abjad)
		return more >= -most && more <= most;
	return lengths == BAND_ALIKE ? more >= -1 && more <= 1 : more == (lengths == BAND_MORE ? 2 : -2);
}

/* Makes a word of it by a few edits. */
static void edit_sounds(struct maker *m, struct sounds *w, int more, uint32_t most)
{
	for (uint32_t n = below(m, 4); n > 0 && w->len; n--)
		w->sound[below(m, w->len)] = (uint8_t)below(m, SOUND_COUNT);
	if (w->len > 1 && below(m, 4) == 0) {
		size_t at = below(m, w->len - 1u);
		uint8_t sound = w->sound[at];
		w->sound[at] = w->sound[at + 1];
		w->sound[at + 1] = sound;
	}
	for (uint32_t n = below(m, 3); n > 0 || more<0; n -= n> 0, more++) {
		size_t at = below(m, w->len + 1u);
		if (at < w->len)
			memmove(w->sound + at, w->sound + at + 1, (size_t)(--w->len) - at);
	}
	for (uint32_t n = below(m, most + 1); (n > 0 || more > 0) && w->len<SOUNDS_MAX - 1; n -= n> 0, more--) {
		size_t at = below(m, w->len + 1u);
		memmove(w->sound + at + 1, w->sound + at, w->len++ - at);
		w->sound[at] = (uint8_t)below(m, below(m, 2) ? SOUND_U + 1u : SOUND_COUNT);
	}
}

/* Fills a block with words that a word can be compared with, behind which anything stands. */
static void fill_block(struct maker *m, struct band_block *block, uint8_t bytes[BAND_WORDS][BAND_SOUNDS],
                       struct sounds words[BAND_WORDS], const struct sounds *like, enum band_lengths lengths,
                       bool abjad)
{
	for (size_t k = 0; k < BAND_WORDS;) {
		struct sounds *w = &words[k];
		*w = *like;
		edit_sounds(m, w,
		            lengths == BAND_MORE    ? 2
		            : lengths == BAND_FEWER ? -2
		                                    : 0,
		            abjad ? BAND_MORE_ABJAD : BAND_MORE_MAX);
		if (w->len > BAND_SOUNDS_MAX || !is_of_lengths((int)w->len - (int)like->len, lengths, abjad))
			continue;
		for (size_t i = 0; i < BAND_SOUNDS; i++)
			bytes[k][i] = (uint8_t)below(m, 256);
		memcpy(bytes[k], w->sound, w->len);
		block->sound[k] = bytes[k];
		block->len[k++] = w->len;
	}
}

static void skip_without_bands(void)
{
	if (sound_band_works())
		return;
	print_message("# SKIP this machine compares one by one\n");
	skip();
}

static void bands_give_the_distance(void **state)
{
	struct maker m = {.state = 23};
	unsigned within[2] = {0}, beyond[2] = {0};

	(void)state;
	skip_without_bands();
	for (unsigned i = 0; i < TRIALS; i++) {
		static struct sounds words[BAND_WORDS];
		enum band_lengths lengths = (enum band_lengths)below(&m, BAND_LENGTHS);
		bool abjad = below(&m, 2);
		unsigned limit = abjad ? BAND_LIMIT_ABJAD : BAND_LIMIT_MAX;
		struct band_block block;
		struct sound_band band;
		struct sounds a;
		uint8_t bytes[BAND_WORDS][BAND_SOUNDS], found[BAND_WORDS], limits[BAND_SOUNDS];
		char word[64];
		size_t len;
		make_words(&m, word, &len);
		sound_fold((str){word, len}, &a);
		if (a.len > BAND_SOUNDS_MAX - (lengths == BAND_MORE ? 2 : 0) || a.len < (lengths == BAND_FEWER ? 2 : 0))
			continue;
		fill_block(&m, &block, bytes, words, &a, lengths, abjad);
		for (size_t k = 0; k < BAND_SOUNDS; k++)
			limits[k] = (uint8_t)below(&m, limit + 1);
		sound_band_make(&band, a.sound, a.len, abjad);
		sound_band_distances(&band, &block, lengths, found);
		uint32_t bits = sound_band_within(&block, found, limits);
		for (size_t k = 0; k < BAND_WORDS; k++) {
			unsigned exact = sound_distance(&a, &words[k], abjad, 100000);
			if (exact <= limit)
				assert_int_equal(found[k], exact);
			else
				assert_true(found[k] > limit);
			assert_int_equal(bits >> k & 1, exact <= limits[words[k].len]);
			within[abjad] += exact <= limit;
			beyond[abjad] += exact > limit;
		}
	}
	assert_true(within[0] > TRIALS && beyond[0] > TRIALS && within[1] > TRIALS / 2 && beyond[1] > TRIALS);
}

static void bytes_with_a_bit_are_found(void **state)
{
	uint8_t bytes[BAND_WORDS];
	uint32_t with = 0;

	(void)state;
	skip_without_bands();
	for (unsigned i = 0; i < BAND_WORDS; i++) {
		bytes[i] = (uint8_t)(i * 37);
		with |= (uint32_t)((bytes[i] & 0x0A) != 0) << i;
	}
	assert_true(with != 0 && with != UINT32_MAX);
	assert_int_equal(sound_band_which(bytes, 0x0A), with);
	assert_int_equal(sound_band_which(bytes, 0), 0);
}

/* A sound that no table has comes out of a damaged file only. */
/* The least that sound i of the other word costs, by its definition: those that stand at most `before` places before
 * its own or `behind` places behind, and neighbours one place further. */
static unsigned least_cost_at(const struct sounds *a, const struct sounds *other, int i, bool abjad, int before,
                              int behind)
{
	uint8_t sound = other->sound[i];
	unsigned least = sound_cost_leave(sound, abjad, i == 0);

	if (sound >= SIEVE_COSTS)
		return 0;
	for (int j = 0; j < a->len; j++) {
		unsigned cost =
		    sound == a->sound[j] ? 0 : sound_cost_exchange(sound, a->sound[j], abjad, i == 0 && j == 0);
		if (j < i - before || j > i + behind)
			cost = cost == 0 && before == 1 && behind == 1 && (j == i - 2 || j == i + 2) ? COST_SWAP / 2
			                                                                             : BAND_FAR;
		least = cost < least ? cost : least;
	}
	return least;
}

static unsigned sum_least_costs(const struct sounds *a, const struct sounds *other, enum band_lengths lengths,
                                bool abjad)
{
	static const int before[] = {[BAND_FEWER] = 0, [BAND_ALIKE] = 1, [BAND_MORE] = 2},
	                 behind[] = {[BAND_FEWER] = 2, [BAND_ALIKE] = 1, [BAND_MORE] = 0};
	int most = lengths == BAND_ALIKE ? 2 : BAND_MORE_ABJAD;
	unsigned sum = 0;

	for (int i = 0; i < other->len && i < SIEVE_SOUNDS; i++)
		sum +=
		    least_cost_at(a, other, i, abjad, abjad ? most : before[lengths], abjad ? most : behind[lengths]);
	return sum;
}

/* What an index has of a word. */
static void write_item(uint8_t item[SIEVE_BYTES], const uint8_t *sound, uint8_t len)
{
	item[4] = len;
	memcpy(item + 6, sound, len < SIEVE_SOUNDS ? len : SIEVE_SOUNDS);
}

/* Words as they stand in an index, with anything around them. */
static void fill_items(struct maker *m, uint8_t items[BAND_WORDS][SIEVE_BYTES], const uint8_t *word[BAND_WORDS],
                       const struct sounds words[BAND_WORDS])
{
	for (size_t k = 0; k < BAND_WORDS; k++) {
		for (size_t i = 0; i < SIEVE_BYTES; i++)
			items[k][i] = (uint8_t)below(m, 256);
		write_item(items[k], words[k].sound, words[k].len);
		word[k] = items[k];
	}
}

/* Limits of the words of such lengths beside one of so many sounds. */
static void fill_limits(struct maker *m, struct sound_sieve *sieve, int len, enum band_lengths lengths, bool abjad)
{
	memset(sieve, 0, sizeof *sieve);
	for (int n = 0; n < BAND_SOUNDS; n++)
		if (is_of_lengths(n - len, lengths, abjad && lengths != BAND_ALIKE))
			sieve->within[n] = (uint8_t)(1 + below(m, (abjad ? BAND_LIMIT_ABJAD : BAND_LIMIT_MAX) + 1u));
}

static void near_words_pass_sieves(void **state)
{
	struct maker m = {.state = 29};
	unsigned passed[2] = {0}, near[2] = {0}, stopped[2] = {0};

	(void)state;
	skip_without_bands();
	for (unsigned i = 0; i < TRIALS; i++) {
		static struct sounds words[BAND_WORDS];
		bool abjad = below(&m, 2);
		enum band_lengths lengths =
		    abjad ? below(&m, 2) ? BAND_ALIKE : BAND_MIXED : (enum band_lengths)below(&m, 3);
		struct band_block unused;
		struct sieve_block block;
		struct sound_band band;
		struct sound_sieve sieve;
		struct sounds a;
		uint8_t bytes[BAND_WORDS][BAND_SOUNDS], items[BAND_WORDS][SIEVE_BYTES];
		const uint8_t *item[BAND_WORDS];
		char word[64];
		size_t len;
		make_words(&m, word, &len);
		sound_fold((str){word, len}, &a);
		if (a.len > BAND_SOUNDS_MAX - (lengths == BAND_MORE ? 2 : 0) || a.len < (lengths == BAND_FEWER ? 2 : 0))
			continue;
		fill_block(&m, &unused, bytes, words, &a, lengths, abjad);
		fill_items(&m, items, item, words);
		fill_limits(&m, &sieve, a.len, lengths, abjad);
		sound_band_make(&band, a.sound, a.len, abjad);
		sound_sieve_make(&sieve, &band, lengths);
		sound_sieve_turn(&block, item);
		uint32_t wanted = sound_sieve_wanted(&sieve, &block), pass = sound_sieve_pass(&sieve, &block);
		for (size_t k = 0; k < BAND_WORDS; k++) {
			unsigned within = sieve.within[words[k].len],
			         exact = sound_distance(&a, &words[k], abjad, 100000);
			assert_int_equal(block.flags[k], items[k][5]);
			assert_int_equal(wanted >> k & 1, within != 0);
			unsigned sum = sum_least_costs(&a, &words[k], lengths, abjad);
			assert_int_equal(pass >> k & 1, sum < within);
			if (within)
				assert_int_equal(sound_sieve_least(&sieve, words[k].sound, words[k].len), sum);
			if (exact < within)
				assert_true(pass >> k & 1);
			near[abjad] += exact < within;
			passed[abjad] += pass >> k & 1;
			stopped[abjad] += within && !(pass >> k & 1);
		}
	}
	for (unsigned abjad = 0; abjad < 2; abjad++)
		assert_true(near[abjad] > TRIALS / 4 && stopped[abjad] > 2 * passed[abjad]);
}

static void longer_words_are_no_row(void **state)
{
	uint8_t row[BAND_WORDS * SIEVE_BYTES], *count = row + 4; /* of the first word */
	const uint8_t *word[BAND_WORDS];

	(void)state;
	skip_without_bands();
	memset(row, 200, sizeof row);
	for (size_t k = 0; k < BAND_WORDS; k++)
		count[k * SIEVE_BYTES] = (uint8_t)(k % (SIEVE_SOUNDS + 1));
	assert_true(sound_sieve_row(row, word));
	for (size_t k = 0; k < BAND_WORDS; k++) {
		count[k * SIEVE_BYTES] = SIEVE_SOUNDS + 1;
		assert_false(sound_sieve_row(row, word));
		count[k * SIEVE_BYTES] = SIEVE_SOUNDS;
	}
	assert_true(sound_sieve_row(row, word));
	for (size_t k = 0; k < BAND_WORDS; k++)
		assert_ptr_equal(word[k], row + k * SIEVE_BYTES);
}

/* A word as an index has it, alone in a block. */
static void fill_block_with(struct sieve_block *block, const struct name_sounds *sounds)
{
	uint8_t item[SIEVE_BYTES] = {0};
	const uint8_t *word[BAND_WORDS];

	write_item(item, sounds->sound, sounds->len);
	for (size_t k = 0; k < BAND_WORDS; k++)
		word[k] = item;
	sound_sieve_turn(block, word);
}

static void near_keys_pass_sieves(void **state)
{
	struct maker m = {.state = 31};
	unsigned near[2] = {0}, stopped[2] = {0}, joined[2] = {0};

	(void)state;
	skip_without_bands();
	for (unsigned i = 0; i < 4 * TRIALS; i++) {
		static struct name_seeker seeker;
		char word[64];
		size_t len;
		uint8_t limit[2][BAND_SOUNDS], sound[KEY_SOUNDS_MAX];
		struct sieve_block block;
		make_words(&m, word, &len);
		const struct name_key key = {.text = {word, len}, .kind = below(&m, 8) ? KEY_TOKEN : KEY_JOINED};
		str text = made(&m), first = {text.ptr, below(&m, (uint32_t)text.len + 1)},
		    second = {text.ptr + first.len, text.len - first.len};
		const struct name_sounds sounds = {sound, (uint8_t)name_key_sounds(text, sound)};
		name_seek(&seeker, &key);
		if (!seeker.wide || seeker.affix || name_key_affix(text) || sounds.len > BAND_SOUNDS_MAX)
			continue;
		bool is_joined = name_seeker_joined(&seeker, first, second, false);
		fill_block_with(&block, &sounds);
		name_seeker_limits(&seeker, limit);
		name_seeker_sift_begin(&seeker, limit);
		bool pass[2] = {false, name_seeker_sift_abjad(&seeker, &block) != 0};
		for (unsigned k = 0; k < BAND_MIXED; k++)
			pass[false] |= name_seeker_sift(&seeker, &block, (enum band_lengths)k) != 0;
		for (unsigned abjad = 0; abjad < 2; abjad++) {
			const struct name_listed listed = {.text = text, .sounds = sounds, .abjad = abjad};
			bool is_near = name_seeker_near(&seeker, &listed) > 0;
			assert_true(!is_near || pass[false] || (abjad && pass[true]));
			near[abjad] += is_near;
			stopped[abjad] += !pass[abjad];
		}
		assert_int_equal(name_seeker_joined(&seeker, first, second, false), is_joined);
		joined[is_joined]++;
	}
	assert_true(near[0] > TRIALS / 4 && near[1] > near[0] && stopped[0] > TRIALS && stopped[1] > TRIALS);
	assert_true(joined[0] > TRIALS && joined[1] > TRIALS / 100);
}

static void unknown_sounds_are_far(void **state)
{
	static struct sound_profile profile;
	static struct name_seeker seeker;
	const uint8_t sounds[] = {SOUND_A, SOUND_B}, unknown[] = {SOUND_A, SOUND_COUNT}, worse[] = {255};
	const struct name_key key = {.text = STR("abababababababababab")};

	(void)state;
	sound_profile_make(&profile, sounds, 2, false);
	assert_int_equal(sound_profile_distance(&profile, sounds, 2, 100), 0);
	assert_int_equal(sound_profile_distance(&profile, unknown, 2, 100), PROFILE_FAR);
	assert_int_equal(sound_profile_distance(&profile, worse, 1, 100), PROFILE_FAR);
	name_seek(&seeker, &key);
	assert_int_equal(name_seeker_near(&seeker, &(struct name_listed){.sounds = {unknown, 2}, .other = true}), 0);
}

/* ---- bounds ---------------------------------------------------------------------------------------------- */

/* Would an index that holds the one be asked for it by the other, as match/near.c does? How much the pair counts at
 * most, in 255ths. */
static uint8_t tokens_meet(const struct name_key *a, const struct name_key *b)
{
	return a->class && a->class == b->class ? AGREE_FULL : key_is_found(a, b);
}

/* Do the two share joined tokens or initials, for which there is no bound? */
static bool forms_join(const struct name_form *a, const struct name_form *b)
{
	static struct name_key x[NAME_KEYS_MAX], y[NAME_KEYS_MAX];
	static char text[2][NAME_KEY_TEXT_MAX];
	size_t n = name_keys(a, x, text[0]), m = name_keys(b, y, text[1]);

	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < m; j++)
			if ((x[i].kind != KEY_TOKEN || y[j].kind != KEY_TOKEN) && name_keys_near(&x[i], &y[j]))
				return true;
	return false;
}

/* What `b` has of the form of the bound, token by token, for a score looked for; tokens in full or in brief. */
static void find_terms(const struct name_bound *bound, const struct name_form *b, double score, bool brief,
                       struct name_term term[NAME_TOKENS_MAX])
{
	bool keys = false;

	for (size_t j = 0; j < b->count; j++)
		keys |= name_part_is_key(b->token[j].part);
	for (size_t j = 0; j < b->count; j++) {
		const struct name_token *t = &b->token[j];
		const struct name_key listed = name_token_key(b, j);
		unsigned bits = 0;
		uint8_t most = 0;
		/* In brief nothing but its letter is known of an initial. */
		for (size_t i = 0; i < bound->form->count && !(brief && t->part == PART_INITIAL); i++) {
			const struct name_key asking = name_token_key(bound->form, i);
			uint8_t agree = bound->form->token[i].part == PART_INITIAL ? 0 : tokens_meet(&asking, &listed);
			if (!agree)
				continue;
			unsigned own = agree < score * AGREE_FULL ? bound->weak_of[i] : bound->bits_of[i];
			bits |= bound->weak_of[i] ? own : (unsigned)NAME_LESSER_BIT;
			most = agree > most ? agree : most;
		}
		double agree = (double)most / AGREE_FULL;
		term[j] = brief
		              ? name_term_in_brief(bound, name_brief_of(t), bits, agree, t->part == PART_INITIAL,
		                                   t->text.ptr[0])
		              : name_term_of(bound, t, bits, agree, !keys || name_part_is_key(t->part), t->text.ptr[0]);
	}
}

static bool has_initial(const struct name_form *form)
{
	for (size_t i = 0; i < form->count; i++)
		if (form->token[i].part == PART_INITIAL)
			return true;
	return false;
}

static bool can_be_brief(const struct name_form *form)
{
	for (size_t i = 0; i < form->count; i++)
		if (name_brief_of(&form->token[i]) == NAME_BRIEFS)
			return false;
	return true;
}

/* By all terms; what the tally alone does not allow, they do not. */
static bool terms_allow(struct name_bound *bound, const struct name_term *term, size_t count)
{
	struct name_tally all = {0};

	for (size_t j = 0; j < count; j++) {
		const struct name_tally tally = name_tally_of(bound, &term[j]);
		name_tally_add(&all, &tally);
	}
	bool allowed = name_bound_allows(bound, &all, term, count);
	assert_true(!allowed || name_tally_allows(bound, &all));
	return allowed;
}

/* The words of a form, of equal ones the heaviest alone; returns how many. */
static size_t find_words(const struct name_form *f, struct name_token word[NAME_TOKENS_MAX],
                         uint8_t brief[NAME_TOKENS_MAX])
{
	size_t count = 0;

	for (size_t j = 0; j < f->count; j++) {
		size_t i = 0;
		while (i < count && !str_equal(word[i].text, f->token[j].text))
			i++;
		if (i == count || word[i].weight < f->token[j].weight)
			word[i] = f->token[j];
		brief[i] = (uint8_t)name_brief_of(&word[i]);
		count += i == count;
	}
	return count;
}

/* What an index finds of `b`, by tokens that it can be found by, and by others. */
static struct name_found find_bits(const struct name_bound *bound, const struct name_form *b,
                                   const struct name_term term[NAME_TOKENS_MAX])
{
	struct name_found found = {0};
	bool keys = false;

	for (size_t j = 0; j < b->count; j++)
		keys |= name_part_is_key(b->token[j].part);
	for (size_t j = 0; j < b->count; j++) {
		uint8_t part = b->token[j].part, bits = (uint8_t)term[j].bits;
		bool digits = name_is_digits(b->token[j].text);
		if (part == PART_INITIAL)
			for (size_t i = 0; i < bound->form->count; i++)
				found.telling |= bound->form->token[i].text.ptr[0] == b->token[j].text.ptr[0]
				                     ? bound->bits_of[i]
				                     : 0;
		else if (!keys || name_part_is_key(part) || (part == PART_NUMBER && digits))
			found.key |= bits;
		else if (part == PART_GENERIC || part == PART_NUMBER)
			found.telling |= bits;
		else
			found.other |= bits;
	}
	return found;
}

static bool rest_allows(struct name_bound *bound, const struct name_form *b,
                        const struct name_term term[NAME_TOKENS_MAX])
{
	struct name_token word[NAME_TOKENS_MAX];
	uint8_t brief[NAME_TOKENS_MAX];
	size_t count = find_words(b, word, brief);
	const struct name_pairs *pairs = name_bound_pairs(bound, find_bits(bound, b, term));
	const struct name_rest rest = name_rest_of(word, count, b->kind, pairs->count);
	bool allowed = name_rest_allows(bound, pairs, &rest);

	if (can_be_brief(b) && !has_initial(b)) {
		const struct name_rest in_brief = name_rest_in_brief(bound, brief, count, pairs->count);
		assert_true(in_brief.contra <= rest.contra + 1e-6f && in_brief.omitted <= rest.omitted + 1e-6f &&
		            in_brief.heaviest >= rest.heaviest);
	}
	return allowed;
}

/* By what is found of `b` alone. */
static bool keys_allow(const struct name_bound *bound, const struct name_form *b,
                       const struct name_term term[NAME_TOKENS_MAX])
{
	const struct name_found found = find_bits(bound, b, term);
	struct name_sight sight = {.lesser = found.telling | found.other};
	bool unseen = name_bound_may_reach(bound, found.key, sight);

	sight.words = (uint8_t)name_sight_words(b);
	bool seen = name_bound_may_reach(bound, found.key, sight);
	assert_true(unseen || !seen);
	return seen;
}

static void check_bounds(const struct name_form *a, const struct name_form *b, unsigned *tight)
{
	static struct name_bound bound;

	if (forms_join(a, b))
		return;
	double score = name_compare(a, b, NULL),
	       looked_for = score < NAME_RETRIEVAL_FLOOR ? NAME_RETRIEVAL_FLOOR : score;
	name_bound_begin(&bound, a, looked_for);
	struct name_term term[NAME_TOKENS_MAX];
	find_terms(&bound, b, looked_for, false, term);
	bool by_keys = keys_allow(&bound, b, term);
	bool allowed = terms_allow(&bound, term, b->count) && rest_allows(&bound, b, term);
	if (can_be_brief(b)) {
		find_terms(&bound, b, looked_for, true, term);
		allowed = allowed && terms_allow(&bound, term, b->count);
	}
	if (score < NAME_RETRIEVAL_FLOOR)
		*tight += !allowed;
	else if (!allowed || (!has_initial(b) && !by_keys))
		fail_msg("score %f over its bounds%s", score, by_keys ? "" : ", by that of keys");
}

/* A table in which forms meet may say that more is found: that must never be less. */
static void check_monotone(const struct name_form *a, double score)
{
	static struct name_bound bound;

	name_bound_begin(&bound, a, score);
	for (unsigned found = 0; found <= UINT8_MAX; found++)
		for (unsigned says = 0; says < 2 * (NAME_SIGHT_WORDS + 1); says++) {
			const struct name_sight sight = {says % 2 ? 5 : 0, (uint8_t)(says / 2)};
			if (!name_bound_may_reach(&bound, found, sight))
				continue;
			for (unsigned more = 1; more <= UINT8_MAX; more *= 2)
				if (!name_bound_may_reach(&bound, found | more, sight))
					fail_msg("%u allows more than %u of %u words", found, found | more,
					         sight.words);
		}
}

/* Words of all frequencies. */
static uint32_t some_frequency(const void *context, str text)
{
	uint64_t hash = str_hash(text);

	(void)context;
	return (uint32_t)(hash % 20000 >> (hash >> 32) % 15);
}

/* No name scores above its bound; and bounds are of use. */
static void no_score_is_above_its_bound(void **state)
{
	static const enum name_kind kinds[] = {NAME_PERSON, NAME_ORGANIZATION, NAME_VESSEL};
	static struct name_form left[NAME_FORMS_MAX], right[NAME_FORMS_MAX];
	struct maker m = {.state = 31};
	unsigned tight = 0;

	(void)state;
	for (unsigned i = 0; i < TRIALS; i++) {
		enum name_kind kind = kinds[i % 3];
		char name[MADE_MAX];
		make_name(&m);
		str first = {name, m.len};
		memcpy(name, m.text, m.len);
		if (i % 4 == 0)
			make_name(&m);
		for (uint32_t n = below(&m, 4); n > 0; n--)
			edit_name(&m);
		const struct name_rarity corpus = {.df = some_frequency, .total = 20000};
		const struct name_rarity *rarity = i % 8 < 4 ? NULL : &corpus;
		size_t n = name_parse(first, kind, STR(""), rarity, left),
		       k = name_parse(made(&m), kind, STR(""), rarity, right);
		for (size_t x = 0; x < n; x++)
			for (size_t y = 0; y < k; y++)
				if (i % 2)
					check_bounds(&left[x], &right[y], &tight);
				else /* of which words may be left out */
					check_bounds(&right[y], &left[x], &tight);
		if (n && i % 16 == 0)
			check_monotone(&left[0], i % 32 ? NAME_RETRIEVAL_FLOOR : 0.7);
	}
	assert_true(tight > TRIALS / 20);
}

/* One to four of these. */
static void make_person(struct maker *m)
{
	static const char *const words[] = {
	    "Ali",       "Hassan", "Hasan", "Mohamed", "Mohammed", "Muhamad", "Ahmed", "al",     "bin",    "Kim",
	    "Jong",      "Yong",   "Chen",  "Li",      "Lee",      "J.",      "M.",    "A.",     "Ivan",   "Ivanov",
	    "Ivanovich", "Petrov", "John",  "Jon",     "Jhon",     "Smith",   "Smyth", "Garcia", "Garica", "Maria"};

	m->len = 0;
	for (uint32_t n = 1 + below(m, 4); n > 0; n--)
		put(m, words[below(m, sizeof words / sizeof *words)]);
}

static void check_persons(str a, str b, bool weighed, unsigned *tight)
{
	static struct name_form left[NAME_FORMS_MAX], right[NAME_FORMS_MAX];
	const struct name_rarity corpus = {.df = some_frequency, .total = 20000};
	const struct name_rarity *rarity = weighed ? &corpus : NULL;
	size_t n = name_parse(a, NAME_PERSON, STR(""), rarity, left),
	       k = name_parse(b, NAME_PERSON, STR(""), rarity, right);

	for (size_t x = 0; x < n; x++)
		for (size_t y = 0; y < k; y++)
			check_bounds(&left[x], &right[y], tight);
}

/* With what agrees common to many people, and initials. */
static void common_names_are_in_bounds(void **state)
{
	struct maker m = {.state = 9};
	unsigned tight = 0;

	(void)state;
	for (unsigned i = 0; i < 4 * TRIALS; i++) {
		char name[MADE_MAX];
		make_person(&m);
		str first = {name, m.len};
		memcpy(name, m.text, m.len);
		if (i % 2)
			make_person(&m);
		else
			edit_name(&m);
		check_persons(first, made(&m), i % 8 < 6, &tight);
	}
	assert_true(tight > TRIALS / 4);
}

/* An initial is equal to a word of that one letter. */
static void words_of_a_letter_are_in_bounds(void **state)
{
	static const char *const names[] = {"E. Ming",
	                                    "E Ming",
	                                    "\xe9\x84\x82\xe6\x98\x8e",
	                                    "E",
	                                    "O Chol Su",
	                                    "E. Ming Talib",
	                                    "Ming Talib E.",
	                                    "M. E. Chol",
	                                    "E. M.",
	                                    "\xec\x98\xa4\xec\xb2\xa0\xec\x88\x98"};
	unsigned tight = 0, count = sizeof names / sizeof *names;

	(void)state;
	for (unsigned i = 0; i < 2 * count * count; i++)
		check_persons(str_from(names[i % count]), str_from(names[i / count % count]), i < count * count,
		              &tight);
	assert_true(tight > 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(near_keys_are_found),
	    cmocka_unit_test(hardly_others_are_found),
	    cmocka_unit_test(agreement_is_bounded),
	    cmocka_unit_test(classes_make_keys_near),
	    cmocka_unit_test(initials_are_near_what_equals_them),
	    cmocka_unit_test(too_many_signatures_are_none),
	    cmocka_unit_test(signatures_are_distinct),
	    cmocka_unit_test(fingerprints_tell_apart),
	    cmocka_unit_test(profiles_give_the_distance),
	    cmocka_unit_test(unknown_sounds_are_far),
	    cmocka_unit_test(bands_give_the_distance),
	    cmocka_unit_test(bytes_with_a_bit_are_found),
	    cmocka_unit_test(near_words_pass_sieves),
	    cmocka_unit_test(near_keys_pass_sieves),
	    cmocka_unit_test(longer_words_are_no_row),
	    cmocka_unit_test(no_score_is_above_its_bound),
	    cmocka_unit_test(common_names_are_in_bounds),
	    cmocka_unit_test(words_of_a_letter_are_in_bounds),
	};

	return run_tap("retrieval", tests);
}
