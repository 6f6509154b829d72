namespace Uramost.Platform.Language;
public static class SerbianScript { public static string ToLatin(string s)=>s; public static string ToCyrillic(string s)=>s; }
public enum PluralCategory { One, Few, Other }
public static class Plural { public static PluralCategory Category(string language, decimal n) => PluralCategory.Other; }
