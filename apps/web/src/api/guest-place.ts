/**
 * Whether this is a page for people without an account. Their session is another than that of persons: files and the
 * token go by routes of their own, and there is no sign-in to lead them to.
 */
export const isGuestPlace = (): boolean => /^\/(g|guest)\//.test(location.pathname);
