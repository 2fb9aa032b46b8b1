export const themeStyle = (c: string): string => ':root{--accent:'+c+'}';
