/**
 * A title with its Chinese in pinyin, syllables apart, without tones; everything else stays as it is. Read as simplified
 * Chinese, because the dictionary of phrases that tells 銀行 from 行銷 is made of it (decisions/0017). What it needs is
 * loaded when it is first asked for: most sites never do.
 */
export async function pinyinOf(title: string): Promise<string> {
	const [{ Converter }, { customPinyin, pinyin }] = await Promise.all([import('opencc-js/t2cn'), import('pinyin-pro')]);
	if (!simplified) {
		simplified = Converter({ from: 'tw', to: 'cn' });
		customPinyin(amiss);
	}
	return pinyin(simplified(title.normalize('NFKC')), {
		toneType: 'none',
		v: true,
		nonZh: 'consecutive',
		type: 'array',
	}).join(' ');
}

/** What the dictionary reads otherwise than people in Taiwan do. */
const amiss = { 还钱: 'huán qián', 薄盐: 'bó yán', 垃圾: 'lè sè' };

let simplified: ((text: string) => string) | undefined;
