/** 张*: the rest is one star however long it is, or its length would tell of it. */
export const maskedName = (name: string): string => `${Array.from(name.trim())[0] ?? ''}*`;
