/** The list of an export's files with the SHA-256 of each, as `sha256sum -c` reads it. */
export const sumsName = 'SHA256SUMS';
