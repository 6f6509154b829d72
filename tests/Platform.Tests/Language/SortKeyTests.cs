using Microsoft.Data.Sqlite;
using Uramost.Platform.Language;
using Xunit;

namespace Uramost.Platform.Tests.Language;

public class SortKeyTests
{
    [Theory]
    [InlineData("sq", "Ana Cakaj Çollaku Dardan Dhurata Elira Ëndrra Gani Gzim Gjakova Gjon Hana Lule Llazar Nora Njazi Rita Rrahim Sami Sylë Shaban Shpresa Tina Thaçi Xani Xhemaj Zana Zhuniqi")]
    [InlineData("sr-Latn", "Ana Cvetić Čačak Čolić Ćirić Dača Duško Džafer Đurić Eva Goran Hana Ivan Jova Kosta Laza Lukić Ljiljana Mara Nada Nušić Njegoš Olga Petar Rade Sava Srđan Šaban Toma Vasa Zoran Žarko")]
    [InlineData("sr-Cyrl", "Ана Бора Васа Горан Дача Душко Ђурић Ева Жарко Зоран Иван Јова Коста Лаза Љиљана Мара Нада Његош Олга Петар Раде Сава Тома Ћирић Урош Фадиљ Хана Цветић Чачак Џафер Шабан")]
    [InlineData("en", "Adam adams Ćirić Cooper Đurić Éva Gjakova Gzim Zoe")]
    public void The_key_orders_as_the_language_does(string language, string ordered)
    {
        var words = ordered.Split(' ');
        // A bad start that depends on nothing: backwards.
        var sorted = words.Reverse().OrderBy(w => SortKey.Of(language, w), StringComparer.Ordinal);
        Assert.Equal(ordered, string.Join(' ', sorted));
    }

    [Fact]
    public void The_database_orders_the_keys_as_we_do()
    {
        string[] words = ["Njegoš", "Nušić", "nadživeti", "Čolić", "Ćirić", "Cvetić", "Džafer", "Dušan", "dušan", "", "Ljiljana", "Lukić"];
        using var db = new SqliteConnection("Data Source=:memory:");
        db.Open();
        Execute("CREATE TABLE word (text TEXT, sort TEXT)");
        foreach (var word in words) Execute("INSERT INTO word VALUES ($text, $sort)", ("$text", word), ("$sort", SortKey.Of("sr-Latn", word)));
        using var read = db.CreateCommand();
        read.CommandText = "SELECT text FROM word ORDER BY sort";
        var found = new List<string>();
        using (var row = read.ExecuteReader())
            while (row.Read()) found.Add(row.GetString(0));
        Assert.Equal(["", "Cvetić", "Čolić", "Ćirić", "dušan", "Dušan", "Džafer", "Lukić", "Ljiljana", "nadživeti", "Nušić", "Njegoš"], found);

        void Execute(string sql, params (string Name, string Value)[] values)
        {
            using var command = db.CreateCommand();
            command.CommandText = sql;
            foreach (var (name, value) in values) command.Parameters.AddWithValue(name, value);
            command.ExecuteNonQuery();
        }
    }

    [Fact]
    public void Keys_are_plain_and_bounded_and_an_unknown_language_is_refused()
    {
        var key = SortKey.Of("sq", new string('Ë', 5_000));
        Assert.Equal(480, key.Length);
        Assert.All(key, c => Assert.True(char.IsAsciiHexDigitUpper(c)));
        Assert.NotEmpty(SortKey.Version);
        Assert.Throws<ArgumentException>(() => SortKey.Of("de", "a"));
    }
}
