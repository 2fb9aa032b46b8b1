/** The first so many characters, without space around them. */
export const cut = (text: string, most: number): string => [...text].slice(0, most).join('').trim();
