/** Lists and calendars open above a dialog when the field stands in one: it lies in the browser's top layer. */
export const popupPlace = (field: HTMLElement): HTMLElement => field.closest('dialog') ?? document.body;
