using Uramost.Platform.Language;
using Xunit;

namespace Uramost.Platform.Tests.Language;

public class PluralTests
{
    [Theory]
    [InlineData("en", "1:One 0:Other 2:Other 5:Other 11:Other 21:Other 22:Other 25:Other 101:Other 1.5:Other 1.0:Other -1:One")]
    [InlineData("sq", "1:One 0:Other 2:Other 5:Other 11:Other 21:Other 22:Other 25:Other 101:Other 1.5:Other 1.0:One")]
    [InlineData("sr", "1:One 0:Other 2:Few 4:Few 5:Other 11:Other 12:Other 14:Other 21:One 22:Few 25:Other 101:One 111:Other 112:Other 1146:Other 1.5:Other 1.1:One 1.2:Few 1.11:Other 2.0:Other")]
    [InlineData("sr-Cyrl", "1:One 2:Few 5:Other 11:Other 21:One")]
    [InlineData("tr", "1:Other 2:Other")]
    public void A_number_chooses_the_form_of_its_word(string language, string expected) =>
        Assert.Equal(expected, string.Join(' ', expected.Split(' ').Select(pair =>
        {
            var number = decimal.Parse(pair[..pair.IndexOf(':')], System.Globalization.CultureInfo.InvariantCulture);
            return $"{pair[..pair.IndexOf(':')]}:{Plural.Category(language, number)}";
        })));
}
