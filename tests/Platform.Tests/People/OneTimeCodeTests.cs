using System.Text;
using Uramost.Platform.People.Accounts;

namespace Uramost.Platform.Tests.People;

/// <summary>Codes as the standard's own examples give them.</summary>
public sealed class OneTimeCodeTests
{
    // RFC 6238, appendix B; the last six of its eight digits.
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void The_examples_of_the_standard_come_out(long seconds, string code) =>
        Assert.Equal(code, OneTimeCode.Of(Encoding.ASCII.GetBytes("12345678901234567890"), OneTimeCode.StepOf(DateTimeOffset.FromUnixTimeSeconds(seconds))));

    [Fact]
    public void A_code_holds_for_its_step_and_one_on_either_side()
    {
        var secret = OneTimeCode.Secret("GEZD GNBV GY3T QOJQ gezd gnbv gy3t qojq");
        Assert.Equal("12345678901234567890", Encoding.ASCII.GetString(secret));
        var now = DateTimeOffset.FromUnixTimeSeconds(1_234_567_890);
        foreach (var off in new[] { -1, 0, 1 }) Assert.Equal(OneTimeCode.StepOf(now) + off, OneTimeCode.Match(secret, OneTimeCode.Of(secret, OneTimeCode.StepOf(now) + off).Insert(3, " "), now));
        foreach (var off in new[] { -2, 2 }) Assert.Null(OneTimeCode.Match(secret, OneTimeCode.Of(secret, OneTimeCode.StepOf(now) + off), now));
        Assert.Null(OneTimeCode.Match(secret, "", now));
    }
}
