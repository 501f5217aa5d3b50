import type { Me } from '@yizhan/contract';

/** Only a hint for the menu: what he may see the server decides. */
export const isAdministrator = (me: Me | undefined): boolean => me !== undefined && me.roles.length > 0;
