/** What keeps a process from being published: which element, and what to do about it. */
export interface Fault {
  readonly element: string;
  readonly message: string;
}
