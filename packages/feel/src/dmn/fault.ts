/** Why a file cannot be used, for whoever drew it. */
export interface DmnFault {
  /** The id of the element at fault, or of the nearest around it that has one; empty for the file as a whole. */
  readonly element: string;
  readonly message: string;
  readonly messageEn: string;
}

export function dmnFault(element: string, message: string, messageEn: string): DmnFault {
  return { element, message, messageEn };
}
