export function Applications() { return null; }
