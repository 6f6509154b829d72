using System.Globalization;
using Uramost.Platform.Language;

namespace Uramost.Platform.Tests;

/// <summary>A reader of one variant, until disposed.</summary>
public sealed class Reader : IDisposable
{
    private readonly CultureInfo culture = CultureInfo.CurrentCulture, ui = CultureInfo.CurrentUICulture;

    public Reader(UiVariant variant) => CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = variant.Culture;

    public void Dispose() => (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, ui);
}
