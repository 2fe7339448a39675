/* How the keys sound: section SOUND, and what of it stands in KEY. */
#include "compile/index.h"
#include "names/retrieval.h"

bool index_sounds(struct index_sections *out, const struct index_input *in)
{
	for (size_t i = 0; i < out->keys.len; i++) {
		struct book_key *key = &out->keys.ptr[i];
		str text = in->text(in->context, key->text);
		if (!vec_reserve(&out->sounds, out->sounds.len + KEY_SOUNDS_MAX))
			return false;
		size_t count = name_key_sounds(text, out->sounds.ptr + out->sounds.len);
		key->first_sound = (uint32_t)out->sounds.len;
		key->sound_count = (uint8_t)count;
		key->letter = text.len ? text.ptr[0] : '\0';
		key->flags |= name_is_digits(text) ? KEY_DIGITS : 0;
		key->flags |= name_key_affix(text) ? KEY_AFFIX : 0;
		out->sounds.len += count;
	}
	return true;
}
