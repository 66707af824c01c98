import { Transform } from 'class-transformer';

/** A parameter that is true or false: in an address it is a text. */
export const Truth = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value));
