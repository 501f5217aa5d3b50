/** What is asked, for behind the `?` of an address; what is empty is not asked. */
export const searchOf = (asked: object): string =>
  new URLSearchParams(
    Object.entries(asked).filter((entry): entry is [string, string] => Boolean(entry[1])),
  ).toString();
