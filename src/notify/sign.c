/*
 * sign - the signature of a webhook, as Standard Webhooks 1.0 says.
 */
#include "sign.h"

#include <inttypes.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <string.h>

#include "base/mem.h"

enum { MAC_LEN = 32, MAC_BASE64_LEN = 44, PREFIX_MAX = 512, KEY_LEAST = 24, KEY_MOST = 64 };

#define SECRET_PREFIX "whsec_"

bool
sign_key_parse(const char *secret, struct sign_key *ret_key, struct err *err)
{
	unsigned char bytes[SIGN_KEY_MAX + 3];
	bool named = strncmp(secret, SECRET_PREFIX, strlen(SECRET_PREFIX)) == 0;
	int len;

	if (named)
		secret += strlen(SECRET_PREFIX);
	size_t text_len = strlen(secret);

	if (text_len == 0 || text_len > SIGN_KEY_MAX / 3 * 4 || text_len % 4 != 0)
		len = -1;
	else
		len = EVP_DecodeBlock(bytes, (const unsigned char *)secret, (int)text_len);
	/* Without its prefix, any short word would pass for one. */
	if (len <= 0 || (!named && len < KEY_LEAST)) {
		err_set(err, ERR_CONF,
			"the signing secret is not 'whsec_' and a key in base64; right are 24 to "
			"64 bytes");
		return false;
	}
	/* The decoder counts the padding as bytes. */
	len -= (secret[text_len - 1] == '=') + (secret[text_len - 2] == '=');
	memcpy(ret_key->bytes, bytes, (size_t)len);
	ret_key->len = (size_t)len;
	return true;
}

bool
sign_key_is_advised(const struct sign_key *key)
{
	return key->len >= KEY_LEAST && key->len <= KEY_MOST;
}

void
sign_put(struct str *out, const struct sign_key *key, const char *id, int64_t timestamp,
	const char *body, size_t body_len)
{
	unsigned char mac[EVP_MAX_MD_SIZE], base64[MAC_BASE64_LEN + 1];
	unsigned mac_len = 0;
	struct str text;

	str_init(&text, PREFIX_MAX + body_len);
	str_printf(&text, "%s.%" PRId64 ".", id, timestamp);
	str_add(&text, body, body_len);
	HMAC(EVP_sha256(), key->bytes, (int)key->len, (const unsigned char *)text.text, text.len,
		mac, &mac_len);
	str_clear(&text);
	EVP_EncodeBlock(base64, mac, MAC_LEN);
	str_printf(out, "v1,%s", (const char *)base64);
}
