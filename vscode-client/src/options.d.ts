// Argument files of `java`, which the bundler takes in as text.
declare module '*.options' {
  const text: string;
  export default text;
}
